// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class IpAddressPropertyTest {

  @Property
  void everyIpv4AddressIsReadBackFromItsText(@ForAll int bits) {
    IpAddress address = IpAddress.ofIpv4(bits);
    assertEquals(address, IpAddress.parse(address.toString()));
  }

  @Property
  void everyIpv6AddressIsReadBackFromItsText(@ForAll long high, @ForAll long low) {
    IpAddress address = IpAddress.ofIpv6(high, low);
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    if (!mapped) {
      assertEquals(address, IpAddress.parse(address.toString()));
    }
  }

  // Few distinct groups make runs of zeros likely, which random bits never do.
  @Property
  void zeroRunsOfAnyPlaceAndLengthSurvive(@ForAll @IntRange(max = 255) int nonZero) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | (nonZero >> (7 - i) & 1) * 0xabL;
      low = low << 16 | (nonZero >> (3 - i) & 1) * 0xabL;
    }
    IpAddress address = IpAddress.ofIpv6(high, low);
    assertEquals(address, IpAddress.parse(address.toString()));
  }

  @Property(tries = 10_000)
  void anyTextIsAnAddressOrNoneAndNeverAnException(
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'e', to = 'g')
          @Chars({':', '.', '/', '%', ' '})
          @StringLength(max = 24)
          String text) {
    Optional<IpAddress> address = IpAddress.tryParse(text);
    address.ifPresent(value -> assertEquals(value, IpAddress.parse(value.toString())));
  }

  @Property
  void orderIsThatOfTheBits(@ForAll long high, @ForAll long low, @ForAll long otherLow) {
    IpAddress one = IpAddress.ofIpv6(high, low);
    IpAddress other = IpAddress.ofIpv6(high, otherLow);
    assertEquals(
        Integer.signum(Long.compareUnsigned(low, otherLow)), Integer.signum(one.compareTo(other)));
  }
}
