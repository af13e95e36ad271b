// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.check;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.StatisticMatch;
import java.util.ArrayList;
import java.util.List;

/** How a service chain shares connections out among its endpoints. */
final class Shares {
  // Each rule's probability is rounded to 2^-31 by the kernel, half of that at most, and endpoint
  // i gets the product of what is left and its probability: two neighbours differ by two roundings.
  private static final double TOLERANCE = 0x1p-30;
  // Products of doubles, 2^-53 each: far below the tolerance for thousands of endpoints.
  private static final double SUM_TOLERANCE = 0x1p-40;

  private final List<Double> shares = new ArrayList<>();
  private double left = 1;

  private Shares() {}

  /** The shares of the rules that call an endpoint chain at random, or always. */
  static Shares of(Chain chain) {
    Shares shares = new Shares();
    for (Rule rule : chain.rules()) {
      String called = rule.target().calledChain().orElse("");
      if (called.startsWith("KUBE-SEP-") && isRandom(rule)) {
        double share = shares.left * probability(rule);
        shares.shares.add(share);
        shares.left -= share;
      }
    }
    return shares;
  }

  // Rules with other conditions, such as session affinity, act before the lot is drawn.
  private static boolean isRandom(Rule rule) {
    return rule.matches().stream()
        .allMatch(match -> match instanceof CommentMatch || match instanceof StatisticMatch);
  }

  private static double probability(Rule rule) {
    double probability = 1;
    for (Match match : rule.matches()) {
      if (match instanceof StatisticMatch statistic) {
        probability *= (double) statistic.probability() / StatisticMatch.ONE;
      }
    }
    return probability;
  }

  /** Whether the shares sum to 1. */
  boolean isComplete() {
    return Math.abs(left) <= SUM_TOLERANCE;
  }

  /** Whether no two shares differ by more than rounding. */
  boolean isEven() {
    return spread() <= TOLERANCE;
  }

  private double spread() {
    double smallest = shares.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double largest = shares.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return largest - smallest;
  }

  /** The numbers. */
  @Override
  public String toString() {
    return shares.size() + " endpoints, spread " + spread() + ", left over " + left;
  }
}
