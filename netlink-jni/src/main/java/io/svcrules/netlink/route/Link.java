// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

/**
 * A network interface.
 *
 * @param index the kernel's number for it
 * @param name at most 15 bytes, unique in its network namespace
 * @param kind what it is: {@code dummy}, {@code veth}; empty for hardware and loopback
 * @param flags {@code IFF_…}
 * @param mtu the longest packet in bytes
 */
public record Link(int index, String name, String kind, int flags, int mtu) {

  /** Whether it is set up. */
  public boolean isUp() {
    return (flags & RouteUapi.IFF_UP) != 0;
  }
}
