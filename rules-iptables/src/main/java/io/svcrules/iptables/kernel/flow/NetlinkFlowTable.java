// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.conntrack.ConntrackClient;
import io.svcrules.netlink.conntrack.ConntrackFilter;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.route.LinkAddress;
import io.svcrules.netlink.route.RouteClient;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The flows of a kernel by way of ctnetlink. Opens a socket for each call: they are few, and native
 * code is loaded by those runs only that need it.
 */
public final class NetlinkFlowTable implements FlowTable {
  private final SocketOpener conntrack;
  private final SocketOpener route;

  /** The flows of the network namespace of the calling thread. */
  public NetlinkFlowTable() {
    this(JnrSocketOpener.of(NetlinkProtocol.NETFILTER), JnrSocketOpener.of(NetlinkProtocol.ROUTE));
  }

  /**
   * The flows that sockets see.
   *
   * @param conntrack opens sockets of protocol NETFILTER
   * @param route opens sockets of protocol ROUTE
   */
  public NetlinkFlowTable(SocketOpener conntrack, SocketOpener route) {
    this.conntrack = conntrack;
    this.route = route;
  }

  @Override
  public void stream(IpFamily family, Protocol protocol, Consumer<Flow> handler) {
    ConntrackFilter filter =
        ConntrackFilter.all().family(FlowCodec.family(family)).protocol(protocol.number());
    askConntrack(
        client -> {
          client.stream(filter, entry -> FlowCodec.decode(protocol, entry).ifPresent(handler));
          return null;
        });
  }

  @Override
  public int delete(Collection<Flow> flows) {
    if (flows.isEmpty()) {
      return 0;
    }
    return askConntrack(client -> client.deleteAll(flows.stream().map(FlowCodec::entry).toList()));
  }

  private <T> T askConntrack(Function<ConntrackClient, T> question) {
    try (ConntrackClient client = new ConntrackClient(new NetlinkConnection(conntrack))) {
      return question.apply(client);
    } catch (NetlinkException e) {
      throw new FlowTableException("connection tracking: " + e.getMessage(), e);
    }
  }

  @Override
  public Set<IpAddress> nodeAddresses(IpFamily family) {
    Set<IpAddress> addresses = new TreeSet<>();
    try (RouteClient client = new RouteClient(new NetlinkConnection(route))) {
      for (LinkAddress address : client.addresses()) {
        if (address.address().family() == FlowCodec.family(family)) {
          addresses.add(FlowCodec.address(address.address()));
        }
      }
    } catch (NetlinkException e) {
      throw new FlowTableException("addresses of the node: " + e.getMessage(), e);
    }
    return addresses;
  }
}
