// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.StatisticMatch;
import io.svcrules.netlink.nftables.XtMatch;

/** {@code struct xt_statistic_info} (linux/netfilter/xt_statistic.h), mode random. */
final class StatisticInfo {
  static final String NAME = "statistic";
  static final int SIZE = 24;
  static final int PROBABILITY = 4;

  /** Only for mode nth, but iptables fills it in any case, from what shares its place. */
  static final int COUNT = 12;

  private StatisticInfo() {}

  static XtMatch encode(StatisticMatch match) {
    // XT_STATISTIC_MODE_RANDOM and no flags are zero; 2^31 is the sign bit of 32.
    int probability = (int) match.probability();
    XtStructure info = new XtStructure(SIZE).u32(PROBABILITY, probability).u32(COUNT, probability);
    return new XtMatch(NAME, 0, info.toBytes());
  }

  /** The match, or null for a probability that iptables cannot have made. */
  static StatisticMatch decode(XtStructure info) {
    long probability = info.u32(PROBABILITY) & 0xffff_ffffL;
    return probability <= StatisticMatch.ONE ? new StatisticMatch(probability) : null;
  }
}
