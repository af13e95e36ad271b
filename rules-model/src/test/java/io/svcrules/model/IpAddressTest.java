// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "010.000.00.09, 10.0.0.9",
    "0000000001.2.3.4, 1.2.3.4",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "FD00:10:96::A, fd00:10:96::a",
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:10.0.0.1, 10.0.0.1",
    "::FFFF:a00:1, 10.0.0.1",
    "64:ff9b::10.0.0.1, 64:ff9b::a00:1",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304"
  })
  void anAddressIsReadInAnySpellingAndPrintedInOne(String text, String canonical) {
    assertEquals(canonical, IpAddress.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4 ",
        " 1.2.3.4",
        "+1.2.3.4",
        "1.2.3.-4",
        "0x1.2.3.4",
        "1.2.3.4/32",
        "localhost",
        ":",
        ":::",
        "1:",
        ":1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1::",
        "12345::",
        "g::",
        "::1%eth0",
        "[::1]",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "٣.1.1.1",
        "::٣",
        "1::2::3",
        "99999999999.1.1.1"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertEquals(Optional.empty(), IpAddress.tryParse(text));
    assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
  }

  @Test
  void ipv4ComesBeforeIpv6AndNumbersAreUnsigned() {
    List<IpAddress> ascending =
        List.of(
            IpAddress.parse("0.0.0.0"),
            IpAddress.parse("9.255.255.255"),
            IpAddress.parse("10.0.0.0"),
            IpAddress.parse("255.0.0.0"),
            IpAddress.parse("::"),
            IpAddress.parse("::8000:0:0:0"),
            IpAddress.parse("7fff::"),
            IpAddress.parse("8000::"));
    assertEquals(ascending, ascending.stream().sorted().toList());
    for (int i = 1; i < ascending.size(); i++) {
      assertEquals(-1, Integer.signum(ascending.get(i - 1).compareTo(ascending.get(i))));
    }
  }

  @Test
  void loopbackAndUnspecifiedAreKnownInBothFamilies() {
    assertEquals(
        List.of(true, true, true, false, false),
        List.of("127.0.0.1", "127.255.0.9", "::1", "128.0.0.1", "::2").stream()
            .map(text -> IpAddress.parse(text).isLoopback())
            .toList());
    assertEquals(
        List.of(true, true, false, false),
        List.of("0.0.0.0", "::", "0.0.0.1", "1::").stream()
            .map(text -> IpAddress.parse(text).isUnspecified())
            .toList());
  }

  @Test
  void bitsThatDoNotFitIpv4AreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new IpAddress(IpFamily.IPV4, 0, 1L << 32));
    assertThrows(IllegalArgumentException.class, () -> new IpAddress(IpFamily.IPV4, 1, 0));
    assertEquals("255.0.0.1", IpAddress.ofIpv4(0xff000001).toString());
  }
}
