// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.StatisticMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The share of new connections that each of several endpoints gets from a service chain, after the
 * rounding of probabilities: the kernel compares 31 random bits with a whole number (net/netfilter/
 * xt_statistic.c, statistic_mt), so the shares are not quite equal.
 */
public final class EndpointShares {
  private EndpointShares() {}

  /**
   * The shares of so many endpoints, in the order of their rules. They sum to 1, and differ from
   * each other by less than 2⁻³⁰.
   */
  public static List<Double> of(int endpoints) {
    List<Double> shares = new ArrayList<>(endpoints);
    double left = 1;
    for (int remaining = endpoints; remaining > 1; remaining--) {
      double share = left * StatisticMatch.oneOf(remaining).probability() / StatisticMatch.ONE;
      shares.add(share);
      left -= share;
    }
    if (endpoints > 0) {
      shares.add(left);
    }
    return shares;
  }
}
