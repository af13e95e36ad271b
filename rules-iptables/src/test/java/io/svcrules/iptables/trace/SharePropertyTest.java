// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SharePropertyTest {

  @Property
  void aPartAndItsRestAreAll(@ForAll @LongRange(min = 0, max = 1L << 31) long lot) {
    Share share = Share.of(lot, 1L << 31);
    assertEquals(Share.ALL, share.plus(share.rest()));
  }

  @Property
  void partsAreInLowestTermsSoThatEqualOnesAreEqual(
      @ForAll @IntRange(min = 0, max = 1000) int numerator,
      @ForAll @IntRange(min = 1, max = 1000) int denominator,
      @ForAll @IntRange(min = 1, max = 64) int factor) {
    Share share = Share.of(numerator, denominator);
    assertEquals(share, Share.of((long) numerator * factor, (long) denominator * factor));
    assertEquals(BigInteger.ONE, share.numerator().gcd(share.denominator()));
    assertEquals((double) numerator / denominator, share.value(), 1e-12);
  }

  @Property
  void productsAreThoseOfFractions(
      @ForAll @IntRange(min = 0, max = 1000) int one,
      @ForAll @IntRange(min = 0, max = 1000) int other) {
    assertEquals(
        Share.of((long) one * other, 3000L * 1024),
        Share.of(one, 1024).times(Share.of(other, 3000)));
  }
}
