// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSharesTest {
  @Test
  void nobodySharesNothingAndOneTakesAll() {
    assertEquals(List.of(), EndpointShares.of(0));
    assertEquals(List.of(1.0), EndpointShares.of(1));
  }

  @Test
  void halvesAreExact() {
    assertEquals(List.of(0.5, 0.5), EndpointShares.of(2));
  }

  @Test
  void thirdsAreWhatTheKernelCanHold() {
    // iptables-save shows 0.33333333349, which is 715827883 / 2^31.
    double first = 715_827_883 / (double) (1L << 31);
    assertEquals(first, EndpointShares.of(3).get(0));
    assertEquals((1 - first) / 2, EndpointShares.of(3).get(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 10, 100, 999, 5000})
  void sharesSumToOneAndAreAlmostEqual(int count) {
    List<Double> shares = EndpointShares.of(count);
    assertEquals(count, shares.size());
    assertEquals(1.0, shares.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
    for (double share : shares) {
      assertTrue(Math.abs(share - 1.0 / count) < 0x1p-30, () -> share + " of " + count);
    }
  }
}
