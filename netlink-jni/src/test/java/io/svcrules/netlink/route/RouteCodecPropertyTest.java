// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.Captured;
import io.svcrules.netlink.RandomAddresses;
import io.svcrules.netlink.RandomDatagrams;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RouteCodecPropertyTest {

  @Property
  void linksAreReadAsTheyWereWritten(@ForAll("links") Link link) {
    assertEquals(
        link, RouteCodec.decodeLink(Captured.written(out -> RouteCodec.writeLink(out, link))));
  }

  @Property
  void addressesAreReadAsTheyWereWritten(@ForAll("addresses") LinkAddress address) {
    assertEquals(
        address,
        RouteCodec.decodeAddress(
            Captured.written(out -> RouteCodec.writeNewAddress(out, address))));
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("messages") byte[] bytes) {
    RandomDatagrams.assertReadOrRefused(
        bytes, RouteCodec::decodeLink, RouteCodec::decodeAddress, RouteMessages::decode);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return RandomDatagrams.wholeMessages();
  }

  @Provide
  Arbitrary<Link> links() {
    Arbitrary<String> names = Arbitraries.strings().alpha().numeric().ofMaxLength(15);
    return Combinators.combine(
            Arbitraries.integers(), names, names, Arbitraries.integers(), Arbitraries.integers())
        .as(Link::new);
  }

  @Provide
  Arbitrary<LinkAddress> addresses() {
    Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 255);
    return Combinators.combine(
            Arbitraries.integers(),
            RandomAddresses.any(),
            bytes,
            bytes,
            Arbitraries.oneOf(bytes, Arbitraries.integers()))
        .as(LinkAddress::new);
  }
}
