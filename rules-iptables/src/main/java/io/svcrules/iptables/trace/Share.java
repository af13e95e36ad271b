// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact part of all connections, in lowest terms.
 *
 * @param numerator at least 0
 * @param denominator at least 1
 */
public record Share(BigInteger numerator, BigInteger denominator) implements Comparable<Share> {
  /** No connection. */
  public static final Share NONE = new Share(BigInteger.ZERO, BigInteger.ONE);

  /** Every connection. */
  public static final Share ALL = new Share(BigInteger.ONE, BigInteger.ONE);

  /** Brings it to lowest terms and refuses what is no part. */
  public Share {
    if (numerator.signum() < 0 || denominator.signum() <= 0) {
      throw new IllegalArgumentException("no part: " + numerator + '/' + denominator);
    }
    BigInteger common = commonDivisor(numerator, denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** So many of so many. */
  public static Share of(long numerator, long denominator) {
    return new Share(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /**
   * The kernel's shares have powers of two below the line, thousands of bits long: no need of gcd.
   */
  private static BigInteger commonDivisor(BigInteger numerator, BigInteger denominator) {
    int twos = denominator.getLowestSetBit();
    if (twos + 1 == denominator.bitLength() && numerator.signum() > 0) {
      return BigInteger.ONE.shiftLeft(Math.min(twos, numerator.getLowestSetBit()));
    }
    return numerator.gcd(denominator);
  }

  /** This part of another part. */
  public Share times(Share other) {
    return new Share(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** This part and another one. */
  public Share plus(Share other) {
    if (denominator.equals(other.denominator)) {
      return new Share(numerator.add(other.numerator), denominator);
    }
    return new Share(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** What this part leaves of all. */
  public Share rest() {
    return new Share(denominator.subtract(numerator), denominator);
  }

  /** Whether it is no connection at all. */
  public boolean isNone() {
    return numerator.signum() == 0;
  }

  /** The nearest number from 0 to 1. */
  public double value() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
        .doubleValue();
  }

  @Override
  public int compareTo(Share other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** {@code 1/3}; {@code 1} for all. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator.toString() + '/' + denominator;
  }
}
