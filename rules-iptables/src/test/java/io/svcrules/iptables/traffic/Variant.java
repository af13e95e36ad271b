// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.traffic;

import io.svcrules.testdata.traffic.IpVersion;

/** The two programs called iptables: one for each way the kernel keeps rules. */
enum Variant {
  NFT("nft"),
  LEGACY("legacy");

  private final String suffix;

  Variant(String suffix) {
    this.suffix = suffix;
  }

  /** The program that loads rules of a family. */
  String restore(IpVersion version) {
    return switch (version) {
      case IPV4 -> "iptables-" + suffix + "-restore";
      case IPV6 -> "ip6tables-" + suffix + "-restore";
    };
  }
}
