// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * True at random, with a probability.
 *
 * @param probability in units of 2⁻³¹, 0 to 2³¹, as the kernel holds it
 *     (linux/netfilter/xt_statistic.h xt_statistic_info u.random.probability)
 */
public record StatisticMatch(long probability) implements Match {
  /** The probability 1. */
  public static final long ONE = 1L << 31;

  /** iptables-save prints eleven digits behind the point. */
  private static final long DECIMALS = 100_000_000_000L;

  /** kube-proxy prints ten digits behind the point, which rounds a little. */
  private static final double REFERENCE_DECIMALS = 1e10;

  /** Refuses a probability below 0 or above 1. */
  public StatisticMatch {
    if (probability < 0 || probability > ONE) {
      throw new IllegalArgumentException("probability " + probability + " is not within 0 to 2^31");
    }
  }

  /** The probability 1/n, rounded as kube-proxy's text and then iptables round it. */
  public static StatisticMatch oneOf(int n) {
    return ofDecimal(Math.rint(REFERENCE_DECIMALS / n) / REFERENCE_DECIMALS);
  }

  /** The probability that iptables makes of a decimal number from 0 to 1. */
  public static StatisticMatch ofDecimal(double probability) {
    return new StatisticMatch(Math.round(probability * ONE));
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.statistic(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m statistic --mode random --probability ");
    // Exact in integers: half of 2^31 rounds up, and 2^31 * 10^11 does not fit a long.
    long high = (probability >>> 16) * DECIMALS;
    long low = (probability & 0xffff) * DECIMALS;
    long rest = ((high & 0x7fff) << 16) + low;
    long decimals = (high >>> 15) + ((rest + (ONE >>> 1)) >>> 31);
    out.append(decimals / DECIMALS).append('.');
    String digits = Long.toString(decimals % DECIMALS);
    out.append("00000000000", 0, 11 - digits.length()).append(digits);
  }
}
