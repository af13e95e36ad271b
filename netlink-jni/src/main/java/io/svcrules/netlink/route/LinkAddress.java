// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import io.svcrules.netlink.InetAddr;

/**
 * An address of a network interface.
 *
 * @param linkIndex the number of the interface
 * @param address the address itself, on a point-to-point link the near one
 * @param prefixLength the bits that it shares with its network, 0 to 32 or 128
 * @param scope {@code RT_SCOPE_…}
 * @param flags {@code IFA_F_…}
 */
public record LinkAddress(int linkIndex, InetAddr address, int prefixLength, int scope, int flags) {

  /** An address alone on its network, of universal scope. */
  public static LinkAddress host(int linkIndex, InetAddr address) {
    return new LinkAddress(
        linkIndex, address, address.family().bits(), RouteUapi.RT_SCOPE_UNIVERSE, 0);
  }
}
