// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.route;

import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Route;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.route.Link;
import io.svcrules.netlink.route.LinkAddress;
import io.svcrules.netlink.route.NetworkRoute;
import io.svcrules.netlink.route.RouteClient;
import io.svcrules.netlink.route.RouteUapi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as its kernel routes: all its addresses, and the way of each packet by all tables and the
 * rules that choose them (ip-rule(8)). Table main tells which address is the primary one.
 */
public final class NetlinkHost {
  private static final Comparator<NetworkRoute> ORDER =
      Comparator.comparing((NetworkRoute route) -> -route.prefixLength())
          .thenComparing(NetworkRoute::priority)
          .thenComparing(NetworkRoute::destination);

  private final Map<Integer, String> names = new HashMap<>();
  private final List<LinkAddress> addresses;
  private final List<NetworkRoute> routes;
  private final SocketOpener opener;

  private NetlinkHost(
      SocketOpener opener,
      List<Link> links,
      List<LinkAddress> addresses,
      List<NetworkRoute> routes) {
    this.opener = opener;
    links.forEach(link -> names.put(link.index(), link.name()));
    this.addresses = List.copyOf(addresses);
    this.routes = routes.stream().filter(NetlinkHost::leads).sorted(ORDER).toList();
  }

  /**
   * Asks the kernel.
   *
   * @param opener opens sockets of protocol {@code ROUTE} in the network namespace
   * @throws io.svcrules.netlink.NetlinkException if the kernel cannot be asked
   */
  public static NetlinkHost read(SocketOpener opener) {
    try (RouteClient client = new RouteClient(new NetlinkConnection(opener))) {
      return new NetlinkHost(opener, client.links(), client.addresses(), client.routes());
    }
  }

  /**
   * Asks the kernel in the network namespace of this process.
   *
   * @throws io.svcrules.netlink.NetlinkException if the kernel cannot be asked
   */
  public static NetlinkHost ofProcess() {
    return read(JnrSocketOpener.of(NetlinkProtocol.ROUTE));
  }

  private static boolean leads(NetworkRoute route) {
    return route.table() == RouteUapi.RT_TABLE_MAIN
        && route.type() == RouteUapi.RTN_UNICAST
        && route.linkIndex() != 0;
  }

  /**
   * The node in one family.
   *
   * @param unused a device whose addresses never are the source of the node's own packets, such as
   *     that of mode ipvs
   */
  public Host of(IpFamily family, String unused) {
    List<IpAddress> own = new ArrayList<>();
    List<IpAddress> bound = new ArrayList<>();
    // The primary address is the one towards the rest of the world.
    routes.stream()
        .filter(route -> route.prefixLength() == 0 && family(route.destination()) == family)
        .findFirst()
        .flatMap(this::source)
        .ifPresent(own::add);
    for (LinkAddress address : addresses) {
      boolean dummy = unused.equals(names.get(address.linkIndex()));
      if (family(address.address()) == family) {
        (dummy ? bound : own).add(address(address.address()));
      }
    }
    return Host.of(own.stream().distinct().toList(), routes(family))
        .withBound(bound)
        .routedBy(new NetlinkRouting(opener, names, addresses));
  }

  private List<Route> routes(IpFamily family) {
    List<Route> all = new ArrayList<>();
    for (NetworkRoute route : routes) {
      String device = names.get(route.linkIndex());
      if (family(route.destination()) == family && device != null) {
        Cidr network = new Cidr(address(route.destination()), route.prefixLength());
        source(route).ifPresent(ip -> all.add(new Route(network, new Device(device), ip)));
      }
    }
    return all;
  }

  /** What the route says; else the first address of its link that is known beyond it. */
  private Optional<IpAddress> source(NetworkRoute route) {
    if (route.source().isPresent()) {
      return route.source().map(NetlinkHost::address);
    }
    return addresses.stream()
        .filter(one -> one.linkIndex() == route.linkIndex())
        .filter(one -> one.address().family() == route.destination().family())
        .filter(one -> one.scope() == RouteUapi.RT_SCOPE_UNIVERSE)
        .map(one -> address(one.address()))
        .findFirst();
  }

  static IpFamily family(InetAddr address) {
    return address.family() == InetFamily.IPV4 ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  static IpAddress address(InetAddr address) {
    return new IpAddress(family(address), address.high(), address.low());
  }
}
