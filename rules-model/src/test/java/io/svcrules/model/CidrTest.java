// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.244.1.7/16, 10.244.0.0/16",
    "0.0.0.0/0, 0.0.0.0/0",
    "255.255.255.255/0, 0.0.0.0/0",
    "192.0.2.129/25, 192.0.2.128/25",
    "192.0.2.1/32, 192.0.2.1/32",
    "010.0.0.1/8, 10.0.0.0/8",
    "2001:db8::ffff/64, 2001:db8::/64",
    "2001:db8:0:0:ffff::/65, 2001:db8:0:0:8000::/65",
    "2001:db8::1/128, 2001:db8::1/128",
    "2001:db8::1/127, 2001:db8::/127",
    "ffff::/1, 8000::/1",
    "::1/0, ::/0"
  })
  void hostBitsAreCleared(String text, String canonical) {
    assertEquals(canonical, Cidr.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8",
        "10.0.0.0/0008",
        "10.0.0.0/8 ",
        "10.0.0.0/255.0.0.0",
        "x/8"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertEquals(Optional.empty(), Cidr.tryParse(text));
    assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
  }

  @Test
  void aNetworkContainsItsAddressesAndNoneOfTheOtherFamily() {
    Cidr network = Cidr.parse("10.244.0.0/15");
    assertTrue(network.contains(IpAddress.parse("10.245.255.255")));
    assertFalse(network.contains(IpAddress.parse("10.246.0.0")));
    assertFalse(Cidr.parse("0.0.0.0/0").contains(IpAddress.parse("::")));
    assertFalse(Cidr.parse("::/0").contains(IpAddress.parse("0.0.0.0")));
    assertTrue(Cidr.parse("::/0").contains(IpAddress.parse("ffff::")));
  }

  @Test
  void singleAddressesAndEverythingAreKnown() {
    assertTrue(Cidr.of(IpAddress.parse("::1")).isSingleAddress());
    assertTrue(Cidr.of(IpAddress.parse("10.0.0.1")).isSingleAddress());
    assertFalse(Cidr.parse("::1/32").isSingleAddress());
    assertTrue(Cidr.parse("::/0").isEverything());
    assertFalse(Cidr.parse("0.0.0.0/1").isEverything());
  }

  @Test
  void theWiderOfTwoNetworksAtOneAddressComesFirst() {
    assertTrue(Cidr.parse("10.0.0.0/8").compareTo(Cidr.parse("10.0.0.0/9")) < 0);
    assertTrue(Cidr.parse("10.0.0.0/9").compareTo(Cidr.parse("10.128.0.0/9")) < 0);
  }
}
