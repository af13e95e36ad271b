// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** A protocol of the netlink socket family: which part of the kernel listens. */
public enum NetlinkProtocol {
  /** Links, addresses and routes. */
  ROUTE(NetlinkUapi.NETLINK_ROUTE),
  /** nf_tables, connection tracking and ipset. */
  NETFILTER(NetlinkUapi.NETLINK_NETFILTER),
  /** Families found by name, such as IPVS. */
  GENERIC(NetlinkUapi.NETLINK_GENERIC);

  private final int number;

  NetlinkProtocol(int number) {
    this.number = number;
  }

  /** The kernel's number, {@code NETLINK_…}. */
  public int number() {
    return number;
  }
}
