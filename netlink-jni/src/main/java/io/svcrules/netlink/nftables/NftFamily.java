// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.MalformedMessageException;
import io.svcrules.netlink.netfilter.NetfilterUapi;

/** A family of nf_tables: which packets its tables see. */
public enum NftFamily {
  /** IPv4 and IPv6 together. */
  INET(NetfilterUapi.NFPROTO_INET, "inet"),
  /** IPv4: {@code iptables-nft} writes here. */
  IPV4(NetfilterUapi.NFPROTO_IPV4, "ip"),
  /** ARP. */
  ARP(NetfilterUapi.NFPROTO_ARP, "arp"),
  /** Packets at a network device. */
  NETDEV(NetfilterUapi.NFPROTO_NETDEV, "netdev"),
  /** Packets that cross a bridge. */
  BRIDGE(NetfilterUapi.NFPROTO_BRIDGE, "bridge"),
  /** IPv6: {@code ip6tables-nft} writes here. */
  IPV6(NetfilterUapi.NFPROTO_IPV6, "ip6");

  private final int number;
  private final String text;

  NftFamily(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** The kernel's number, {@code NFPROTO_…}. */
  public int number() {
    return number;
  }

  /** The name that {@code nft} uses. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * The family of a number.
   *
   * @throws MalformedMessageException if nf_tables has none of that number
   */
  public static NftFamily of(int number) {
    for (NftFamily family : values()) {
      if (family.number == number) {
        return family;
      }
    }
    throw new MalformedMessageException("nf_tables family " + number);
  }
}
