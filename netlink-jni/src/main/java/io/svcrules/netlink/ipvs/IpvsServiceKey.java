// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;

/**
 * What tells one service from another: address, port and protocol, or a firewall mark.
 *
 * @param family the address family
 * @param protocol {@code IPPROTO_…}; 0 with a mark
 * @param address the address; all zeros with a mark
 * @param port 0 to 65535; 0 with a mark, or for all ports
 * @param firewallMark the mark of the packets; 0 for a service with an address
 */
public record IpvsServiceKey(
    InetFamily family, int protocol, InetAddr address, int port, int firewallMark) {

  /** The service at an address and a port. */
  public static IpvsServiceKey of(int protocol, InetAddr address, int port) {
    return new IpvsServiceKey(address.family(), protocol, address, port, 0);
  }

  /** The service of the packets that have a mark, which must not be 0. */
  public static IpvsServiceKey ofFirewallMark(InetFamily family, int mark) {
    return new IpvsServiceKey(family, 0, InetAddr.any(family), 0, mark);
  }
}
