// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

/** How rules become nf_tables expressions; iptables-nft prints and finds both the same. */
public enum NftEncoding {
  /** The very expressions that iptables-nft 1.8.9 writes. */
  COMPATIBLE,
  /**
   * The expressions that cost the kernel least, of those that iptables-nft 1.8.9 prints and finds
   * as the same rule: a remark that is the last condition goes into the user data instead of an
   * extension of 256 bytes, and {@code -m tcp} and {@code -m udp} without a port become a
   * comparison that any port passes, because extensions are checked again whenever a jump is added
   * anywhere.
   */
  COMPACT
}
