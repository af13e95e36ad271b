// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import io.svcrules.testdata.traffic.IpVersion;

/** Who loads rules: one of the two programs called iptables, or we in the place of either. */
enum Variant {
  NFT("nft"),
  LEGACY("legacy"),
  /** Where iptables-nft keeps its rules, too. */
  NETLINK("nft"),
  /** Where iptables-legacy keeps its rules, too. */
  SOCKET_OPTIONS("legacy");

  private final String suffix;

  Variant(String suffix) {
    this.suffix = suffix;
  }

  /** Whether no program loads the rules. */
  boolean isOurs() {
    return this == NETLINK || this == SOCKET_OPTIONS;
  }

  /** Whether the rules are in nf_tables. */
  boolean keepsNftables() {
    return suffix.equals("nft");
  }

  /** The program that loads rules of a family. */
  String restore(IpVersion version) {
    return switch (version) {
      case IPV4 -> "iptables-" + suffix + "-restore";
      case IPV6 -> "ip6tables-" + suffix + "-restore";
    };
  }

  /** The program that prints the rules of a family. */
  String save(IpVersion version) {
    return restore(version).replace("-restore", "-save");
  }
}
