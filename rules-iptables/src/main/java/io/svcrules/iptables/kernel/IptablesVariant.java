// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;

/** Which part of the kernel iptables writes its rules to; each part knows nothing of the other. */
public enum IptablesVariant {
  /** nf_tables. */
  NFT("nft", 7_500),
  /** x_tables, as before iptables 1.8. */
  LEGACY("legacy", Integer.MAX_VALUE);

  private final String word;
  private final int stepsAtOnce;

  IptablesVariant(String word, int stepsAtOnce) {
    this.word = word;
    this.stepsAtOnce = stepsAtOnce;
  }

  /** The variant as the names of commands spell it: {@code nft} or {@code legacy}. */
  public String word() {
    return word;
  }

  /** The command that prints all rules. */
  public String saveCommand(IpFamily family) {
    return command(family) + "-save";
  }

  /** The command that changes rules. */
  public String restoreCommand(IpFamily family) {
    return command(family) + "-restore";
  }

  /** The command that changes or lists single chains. */
  String command(IpFamily family) {
    String iptables =
        switch (family) {
          case IPV4 -> "iptables";
          case IPV6 -> "ip6tables";
        };
    return iptables + "-" + word;
  }

  /**
   * How many steps a transaction should have at most, where it may be cut. iptables-nft 1.8.9 looks
   * for the place of each new chain among all of its transaction: of 5,000 services with 3
   * endpoints, 75,000 steps, one transaction takes 31 s, pieces of 7,500 steps (500 services) 2.6
   * s. iptables-legacy copies the whole table for each transaction: the fewer the better.
   */
  int stepsAtOnce() {
    return stepsAtOnce;
  }
}
