// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InetAddrPropertyTest {

  @Property
  void everyIpv4AddressIsReadBackFromItsText(@ForAll int bits) {
    InetAddr address = InetAddr.ipv4(bits);
    assertEquals(address, InetAddr.of(address.toString()));
  }

  @Property
  void everyIpv6AddressIsReadBackFromItsText(@ForAll long high, @ForAll long low) {
    InetAddr address = InetAddr.ipv6(high, low);
    assertEquals(address, InetAddr.of(address.toString()));
  }

  @Property
  void ipv6AddressesFullOfZerosAreReadBackFromTheirText(
      @ForAll byte first, @ForAll byte second, @ForAll byte third) {
    InetAddr address =
        InetAddr.ipv6((first & 0xffL) << 56 | (second & 1), (second & 2L) << 31 | (third & 1));
    assertEquals(address, InetAddr.of(address.toString()));
  }

  @Property
  void ourTextAndThatOfTheJdkStandForTheSameBytes(@ForAll long high, @ForAll long low)
      throws UnknownHostException {
    byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    String theirs = InetAddress.getByAddress(bytes).getHostAddress();
    assertEquals(
        theirs.contains(":") ? InetAddr.ipv6(high, low) : InetAddr.ipv4((int) low),
        InetAddr.of(theirs));
  }
}
