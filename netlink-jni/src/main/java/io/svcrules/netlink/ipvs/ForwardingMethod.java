// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/** How packets get to a destination ({@code IP_VS_CONN_F_FWD_MASK}). */
public enum ForwardingMethod {
  /** By network address translation. */
  MASQUERADE(IpvsUapi.IP_VS_CONN_F_MASQ),
  /** To this machine itself. */
  LOCAL_NODE(IpvsUapi.IP_VS_CONN_F_LOCALNODE),
  /** In a tunnel. */
  TUNNEL(IpvsUapi.IP_VS_CONN_F_TUNNEL),
  /** By its link layer address. */
  DIRECT_ROUTE(IpvsUapi.IP_VS_CONN_F_DROUTE),
  /** Around the destinations, to the address that the client named. */
  BYPASS(IpvsUapi.IP_VS_CONN_F_BYPASS);

  private final int number;

  ForwardingMethod(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }
}
