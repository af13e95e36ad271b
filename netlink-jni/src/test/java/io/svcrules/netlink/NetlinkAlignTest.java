// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetlinkAlignTest {

  @ParameterizedTest
  @CsvSource({"0,0", "1,4", "2,4", "3,4", "4,4", "5,8", "6,8", "7,8", "8,8"})
  void lengthsAreRoundedUpToFourBytes(int length, int aligned) {
    assertEquals(aligned, NetlinkAlign.align(length));
  }
}
