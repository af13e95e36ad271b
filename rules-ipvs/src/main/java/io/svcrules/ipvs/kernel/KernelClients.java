// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.KernelErrorException;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.conntrack.ConntrackClient;
import io.svcrules.netlink.ipset.IpsetClient;
import io.svcrules.netlink.ipvs.IpvsClient;
import io.svcrules.netlink.route.RouteClient;
import java.util.function.Function;

/**
 * The parts of one kernel that IPVS mode talks to.
 *
 * @param ipvs virtual and real servers
 * @param route the device and its addresses
 * @param ipset sets
 * @param conntrack flows
 */
record KernelClients(
    IpvsClient ipvs, RouteClient route, IpsetClient ipset, ConntrackClient conntrack)
    implements AutoCloseable {

  /**
   * Looks for what IPVS mode needs, which makes the kernel load its modules.
   *
   * @throws IpvsTableException of kind UNAVAILABLE if the kernel lacks IPVS or ipset, of kind
   *     NOT_PERMITTED if the process may not use them
   */
  static KernelClients open(Function<NetlinkProtocol, SocketOpener> sockets) {
    IpvsClient ipvs = findIpvs(new NetlinkConnection(sockets.apply(NetlinkProtocol.GENERIC)));
    KernelClients clients =
        new KernelClients(
            ipvs,
            new RouteClient(new NetlinkConnection(sockets.apply(NetlinkProtocol.ROUTE))),
            new IpsetClient(sockets.apply(NetlinkProtocol.NETFILTER)),
            new ConntrackClient(new NetlinkConnection(sockets.apply(NetlinkProtocol.NETFILTER))));
    try {
      clients.probe();
      return clients;
    } catch (IpvsTableException e) {
      clients.close();
      throw e;
    }
  }

  private static IpvsClient findIpvs(NetlinkConnection connection) {
    try {
      return IpvsClient.find(connection)
          .orElseThrow(() -> unavailable("the kernel has no IPVS (module ip_vs)", null));
    } catch (NetlinkException e) {
      connection.close();
      throw Refusals.of(e);
    } catch (IpvsTableException e) {
      connection.close();
      throw e;
    }
  }

  private void probe() {
    String missing = "the kernel has no ipset of protocol 7 (module ip_set, Linux 4.20)";
    try {
      ipvs.info();
      if (!ipset.isSupported()) {
        throw unavailable(missing, null);
      }
    } catch (KernelErrorException e) {
      // What nfnetlink says of a part that is not there (net/netfilter/nfnetlink.c).
      throw e.is(Errno.EINVAL) ? unavailable(missing, e) : Refusals.of(e);
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
  }

  private static IpvsTableException unavailable(String text, Throwable cause) {
    return new IpvsTableException(IpvsRefusal.UNAVAILABLE, text, cause);
  }

  @Override
  public void close() {
    ipvs.close();
    route.close();
    ipset.close();
    conntrack.close();
  }
}
