// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.netlink.route.Link;
import io.svcrules.netlink.route.RouteClient;
import java.util.List;
import java.util.Optional;

/** The addresses of a node's own interfaces, as the kernel has them at the moment. */
public final class NodeAddresses {
  /** Such addresses are nothing without the interface they belong to (RFC 4291, 2.5.6). */
  private static final Cidr LINK_LOCAL = Cidr.parse("fe80::/10");

  private NodeAddresses() {}

  /**
   * Those of the network namespace of the calling thread: of all interfaces, up or down, loopback
   * ones included, but without those of the dummy device and link-local ones of IPv6; sorted.
   *
   * @throws IpvsTableException if the kernel does not tell
   */
  public static List<IpAddress> read() {
    return read(JnrSocketOpener.of(NetlinkProtocol.ROUTE));
  }

  /** The same over a socket. */
  static List<IpAddress> read(SocketOpener socket) {
    try (RouteClient route = new RouteClient(new NetlinkConnection(socket))) {
      Optional<Integer> device = route.link(BoundAddress.DEVICE).map(Link::index);
      return route.addresses().stream()
          .filter(found -> device.filter(index -> index == found.linkIndex()).isEmpty())
          .map(found -> InetTypes.fromNetlink(found.address()))
          .filter(address -> !LINK_LOCAL.contains(address))
          .distinct()
          .sorted()
          .toList();
    } catch (NetlinkException e) {
      throw Refusals.of(e);
    }
  }
}
