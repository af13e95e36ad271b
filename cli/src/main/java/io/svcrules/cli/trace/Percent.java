// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.iptables.trace.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share for people: {@code 33.33 %}. */
final class Percent {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DIGITS = 2;

  private Percent() {}

  static String of(Share share) {
    BigDecimal percent =
        new BigDecimal(share.numerator())
            .multiply(HUNDRED)
            .divide(new BigDecimal(share.denominator()), DIGITS, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().scale() <= 0
        ? percent.setScale(0, RoundingMode.HALF_UP) + " %"
        : percent + " %";
  }
}
