// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** How ipvsadm writes the mask of persistence: dotted for IPv4, a length for IPv6. */
public final class PersistenceMask {
  private static final IpAddress ALL_ONES = IpAddress.ofIpv4(-1);

  private PersistenceMask() {}

  static void append(StringBuilder out, IpFamily family, int bits) {
    if (family == IpFamily.IPV4) {
      new Cidr(ALL_ONES, bits).network().appendTo(out);
    } else {
      out.append(bits);
    }
  }

  /** The number of leading bits; empty if the text is no mask. */
  public static Optional<Integer> parse(String text, IpFamily family) {
    for (int bits = 1; bits <= family.bits(); bits++) {
      StringBuilder spelled = new StringBuilder();
      append(spelled, family, bits);
      if (text.contentEquals(spelled)) {
        return Optional.of(bits);
      }
    }
    return Optional.empty();
  }
}
