// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;
import java.util.OptionalInt;

/**
 * The source address was seen lately, or is remembered now, in a list of the kernel.
 *
 * @param family decides how the mask of all bits is printed
 * @param list the name of the list
 * @param seconds with a value: true if the address was seen within so many seconds, and older ones
 *     are forgotten ({@code --rcheck --seconds N --reap}); empty: remembers it ({@code --set})
 */
public record RecentMatch(IpFamily family, String list, OptionalInt seconds) implements Match {

  /** Remembers the source address. */
  public static RecentMatch set(IpFamily family, String list) {
    return new RecentMatch(family, list, OptionalInt.empty());
  }

  /** True if the source address was seen within a number of seconds. */
  public static RecentMatch check(IpFamily family, String list, int seconds) {
    return new RecentMatch(family, list, OptionalInt.of(seconds));
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.recent(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m recent ");
    if (seconds.isPresent()) {
      out.append("--rcheck --seconds ").append(seconds.getAsInt()).append(" --reap");
    } else {
      out.append("--set");
    }
    out.append(" --name ").append(list).append(" --mask ").append(mask()).append(" --rsource");
  }

  private String mask() {
    return family == IpFamily.IPV4 ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
  }
}
