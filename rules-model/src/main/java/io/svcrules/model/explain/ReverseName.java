// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.explain;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/** Names under which DNS knows addresses. */
final class ReverseName {
  private ReverseName() {}

  /** The name of the PTR record: RFC 1035 section 3.5 for IPv4, RFC 3596 section 2.5 for IPv6. */
  static String of(IpAddress address) {
    StringBuilder out = new StringBuilder(73);
    if (address.family() == IpFamily.IPV4) {
      for (int shift = 0; shift < 32; shift += 8) {
        out.append(address.low() >>> shift & 0xff).append('.');
      }
      return out.append("in-addr.arpa").toString();
    }
    appendNibbles(out, address.low());
    appendNibbles(out, address.high());
    return out.append("ip6.arpa").toString();
  }

  private static void appendNibbles(StringBuilder out, long bits) {
    for (int shift = 0; shift < 64; shift += 4) {
      out.append(Character.forDigit((int) (bits >>> shift) & 0xf, 16)).append('.');
    }
  }

  /**
   * The label of an endpoint that has no host name: its address with hyphens, as CoreDNS makes it.
   * The specification asks for some name that is unique, no more.
   */
  static String label(IpAddress address) {
    return address.toString().replace('.', '-').replace(':', '-');
  }
}
