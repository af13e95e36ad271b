// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import io.svcrules.netlink.InetAddr;
import java.util.Optional;

/**
 * A packet whose route is asked for.
 *
 * @param destination where it goes
 * @param source where it comes from; empty if the kernel is to choose
 * @param incomingLink the number of the link it came in by; 0 for a packet of the node itself
 * @param mark its mark, 32 bits unsigned
 * @param flow its ports; empty if rules for them are not to be looked at
 */
public record RouteQuery(
    InetAddr destination,
    Optional<InetAddr> source,
    int incomingLink,
    int mark,
    Optional<Flow> flow) {

  /**
   * What rules for ports look at (Linux 4.17; older kernels take no notice).
   *
   * @param protocol the number of the protocol: the kernel takes TCP and UDP only
   * @param sourcePort 1 to 65535
   * @param destinationPort 1 to 65535
   */
  public record Flow(int protocol, int sourcePort, int destinationPort) {}

  /** The same question of a packet that the node sends, from an address that the kernel chooses. */
  public RouteQuery fromNode() {
    return new RouteQuery(destination, Optional.empty(), 0, mark, flow);
  }
}
