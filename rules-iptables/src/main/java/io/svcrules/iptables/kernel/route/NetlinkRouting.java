// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.route;

import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Packet;
import io.svcrules.iptables.trace.Routing;
import io.svcrules.iptables.trace.Way;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.route.LinkAddress;
import io.svcrules.netlink.route.NetworkRoute;
import io.svcrules.netlink.route.RouteClient;
import io.svcrules.netlink.route.RouteQuery;
import io.svcrules.netlink.route.RouteUapi;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the kernel for the route of each packet, so that all it goes by counts. */
final class NetlinkRouting implements Routing {
  /** linux/in.h IPPROTO_TCP. */
  private static final int TCP = 6;

  /** linux/in.h IPPROTO_UDP. */
  private static final int UDP = 17;

  private final SocketOpener opener;
  private final Map<Integer, String> names;
  private final MasqueradeSource masquerade;

  /**
   * The routes of a node.
   *
   * @param opener opens sockets of protocol {@code ROUTE} in its network namespace
   * @param names its links, by their numbers
   * @param addresses their addresses, in the kernel's order
   */
  NetlinkRouting(SocketOpener opener, Map<Integer, String> names, List<LinkAddress> addresses) {
    this.opener = opener;
    this.names = Map.copyOf(names);
    this.masquerade = new MasqueradeSource(addresses);
  }

  @Override
  public Way way(IpAddress destination, Optional<Packet> packet) {
    try (RouteClient client = new RouteClient(new NetlinkConnection(opener))) {
      InetAddr to = inet(destination);
      RouteQuery query =
          packet
              .map(one -> query(client, to, one))
              .orElse(new RouteQuery(to, Optional.empty(), 0, 0, Optional.empty()));
      return way(client, query);
    }
  }

  private RouteQuery query(RouteClient client, InetAddr to, Packet packet) {
    InetAddr from = inet(packet.source());
    boolean own = packet.in().equals(Device.NONE);
    int link = own ? 0 : link(client, packet.in(), from);
    return new RouteQuery(
        to,
        // The kernel takes no source that is neither the node's own nor came in by a link.
        own || link != 0 ? Optional.of(from) : Optional.empty(),
        link,
        packet.mark(),
        flow(packet));
  }

  /** A packet whose device is not known may come in by that which leads back to its source. */
  private int link(RouteClient client, Device in, InetAddr from) {
    for (Map.Entry<Integer, String> link : names.entrySet()) {
      if (link.getValue().equals(in.name())) {
        return link.getKey();
      }
    }
    try {
      return client
          .route(new RouteQuery(from, Optional.empty(), 0, 0, Optional.empty()))
          .linkIndex();
    } catch (KernelErrorException e) {
      return 0;
    }
  }

  private static Optional<RouteQuery.Flow> flow(Packet packet) {
    // net/ipv4/netlink.c rtm_getroute_parse_ip_proto: of these TCP and UDP only.
    return packet.protocol() == Protocol.SCTP
        ? Optional.empty()
        : Optional.of(
            new RouteQuery.Flow(
                packet.protocol() == Protocol.TCP ? TCP : UDP,
                packet.sourcePort(),
                packet.destinationPort()));
  }

  private Way way(RouteClient client, RouteQuery query) {
    try {
      return way(client.route(query), query.destination());
    } catch (KernelErrorException e) {
      Optional<Way> none = refusal(e, query.incomingLink() != 0);
      // The kernel may doubt that such a source comes in there (EXDEV, EINVAL): that was a guess.
      return none.orElseGet(() -> way(client, query.fromNode()));
    }
  }

  private static Optional<Way> refusal(KernelErrorException e, boolean received) {
    if (e.is(Errno.ENETUNREACH)) {
      return Optional.of(Way.refused("network is unreachable"));
    }
    if (e.is(Errno.EHOSTUNREACH)) {
      return Optional.of(
          Way.refused(
              "host is unreachable"
                  + (received ? ", or the node forwards nothing (net.ipv4.ip_forward)" : "")));
    }
    if (e.is(Errno.EACCES)) {
      return Optional.of(Way.refused("administratively prohibited"));
    }
    return received
        ? Optional.empty()
        : Optional.of(Way.discarded("discarded: " + Errno.describe(e.errno())));
  }

  private Way way(NetworkRoute route, InetAddr destination) {
    String name = names.getOrDefault(route.linkIndex(), Device.UNKNOWN.name());
    Optional<IpAddress> source =
        masquerade
            .towards(route.linkIndex(), route.gateway().orElse(destination), destination)
            .map(NetlinkHost::address);
    return route.type() == RouteUapi.RTN_LOCAL
        ? Way.local(source)
        : Way.leaving(new Device(name), source);
  }

  @Override
  public Optional<IpAddress> source(IpAddress destination) {
    try (RouteClient client = new RouteClient(new NetlinkConnection(opener))) {
      RouteQuery query =
          new RouteQuery(inet(destination), Optional.empty(), 0, 0, Optional.empty());
      return client.route(query).source().map(NetlinkHost::address);
    } catch (KernelErrorException e) {
      return Optional.empty();
    }
  }

  private static InetAddr inet(IpAddress address) {
    return new InetAddr(
        address.family() == IpFamily.IPV4 ? InetFamily.IPV4 : InetFamily.IPV6,
        address.high(),
        address.low());
  }
}
