// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import io.svcrules.netlink.InetAddr;

/**
 * A destination as it is configured.
 *
 * @param address its address; with a tunnel it may be of another family than its service's
 * @param port 0 to 65535
 * @param forwarding how packets get to it
 * @param weight its share of the connections; 0 for no new ones
 * @param upperThreshold the connections at which it gets no new ones; 0 for no limit
 * @param lowerThreshold the connections below which it gets new ones again; 0 for three quarters of
 *     the upper threshold
 */
public record IpvsDestination(
    InetAddr address,
    int port,
    ForwardingMethod forwarding,
    int weight,
    int upperThreshold,
    int lowerThreshold) {

  /** A destination behind address translation, without thresholds. */
  public static IpvsDestination of(InetAddr address, int port, int weight) {
    return new IpvsDestination(address, port, ForwardingMethod.MASQUERADE, weight, 0, 0);
  }

  /** The same with another weight. */
  public IpvsDestination withWeight(int newWeight) {
    return new IpvsDestination(
        address, port, forwarding, newWeight, upperThreshold, lowerThreshold);
  }
}
