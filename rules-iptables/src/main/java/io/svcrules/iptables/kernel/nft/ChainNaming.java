// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

/** What names iptables allows chains to have. */
public final class ChainNaming {
  /** linux/netfilter/x_tables.h XT_EXTENSION_MAXNAMELEN is 29, the NUL included. */
  private static final int MAX_LENGTH = 28;

  private ChainNaming() {}

  /** Whether iptables can print the name and read it again. */
  public static boolean isValid(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && name.charAt(0) != '-'
        && name.charAt(0) != '!'
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '\'');
  }
}
