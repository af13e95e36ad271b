// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random addresses. */
public final class RandomAddresses {

  private RandomAddresses() {}

  /** Of one family. */
  public static Arbitrary<InetAddr> of(InetFamily family) {
    return switch (family) {
      case IPV4 -> Arbitraries.integers().map(InetAddr::ipv4);
      case IPV6 -> Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(InetAddr::ipv6);
    };
  }

  /** Of either family. */
  public static Arbitrary<InetAddr> any() {
    return Arbitraries.of(InetFamily.class).flatMap(RandomAddresses::of);
  }
}
