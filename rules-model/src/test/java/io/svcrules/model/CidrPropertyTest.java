// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CidrPropertyTest {

  @Property
  void everyIpv6NetworkIsReadBackAndContainsTheAddressItWasMadeOf(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int length) {
    IpAddress address = IpAddress.ofIpv6(high, low);
    Cidr network = new Cidr(address, length);
    assertTrue(network.contains(address));
    assertTrue(network.contains(network.network()));
    if (network.network().toString().indexOf('.') < 0) {
      assertEquals(network, Cidr.parse(address + "/" + length));
    }
  }

  @Property
  void everyIpv4NetworkHoldsExactlyTheAddressesThatShareItsLeadingBits(
      @ForAll int bits, @ForAll int other, @ForAll @IntRange(max = 32) int length) {
    Cidr network = new Cidr(IpAddress.ofIpv4(bits), length);
    boolean same = length == 0 || bits >>> (32 - length) == other >>> (32 - length);
    assertEquals(same, network.contains(IpAddress.ofIpv4(other)));
  }
}
