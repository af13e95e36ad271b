// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.svcrules.model.EndpointConditions;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EndpointOrderPropertyTest {

  @Property(tries = 2_000)
  void ipv4EndpointsAreSortedByTheirTexts(@ForAll("ipv4") List<Endpoint> endpoints) {
    assertSortedByText(endpoints);
  }

  @Property(tries = 500)
  void ipv6EndpointsAreSortedByTheirTexts(@ForAll("ipv6") List<Endpoint> endpoints) {
    assertSortedByText(endpoints);
  }

  private static void assertSortedByText(List<Endpoint> endpoints) {
    List<Endpoint> expected = new ArrayList<>(endpoints);
    expected.sort(Comparator.comparing(Endpoint::text));
    List<Endpoint> sorted = new ArrayList<>(endpoints);
    EndpointOrder.sort(sorted);
    assertEquals(expected.size(), sorted.size());
    for (int i = 0; i < expected.size(); i++) {
      // Equal ones, too, come in the order in which they were.
      assertSame(expected.get(i), sorted.get(i), "at " + i + " of " + expected);
    }
  }

  @Provide
  Arbitrary<List<Endpoint>> ipv4() {
    // Addresses that differ in one octet, in all ways in which digits can be each other's
    // beginning.
    Arbitrary<Integer> octet =
        Arbitraries.of(0, 1, 2, 9, 10, 11, 12, 19, 20, 25, 99, 100, 101, 120, 199, 200, 255);
    Arbitrary<Integer> few = Arbitraries.of(1, 10, 100);
    Arbitrary<IpAddress> address =
        Combinators.combine(few, few, octet, octet)
            .as((a, b, c, d) -> IpAddress.ofIpv4(a << 24 | b << 16 | c << 8 | d));
    return endpoints(Arbitraries.oneOf(address, Arbitraries.integers().map(IpAddress::ofIpv4)));
  }

  @Provide
  Arbitrary<List<Endpoint>> ipv6() {
    Arbitrary<Long> half = Arbitraries.of(0L, 1L, 0x10L, 0x20010db800000000L, -1L);
    return endpoints(Combinators.combine(half, half).as(IpAddress::ofIpv6));
  }

  private static Arbitrary<List<Endpoint>> endpoints(Arbitrary<IpAddress> addresses) {
    Arbitrary<Integer> port =
        Arbitraries.oneOf(
            Arbitraries.of(1, 8, 80, 808, 8080, 8081, 10000, 65535),
            Arbitraries.integers().between(1, 65535));
    return Combinators.combine(addresses, port).as(EndpointOrderPropertyTest::endpoint).list();
  }

  private static Endpoint endpoint(IpAddress address, int port) {
    return new Endpoint(
        address, port, EndpointConditions.READY, Optional.empty(), false, List.of(), List.of());
  }
}
