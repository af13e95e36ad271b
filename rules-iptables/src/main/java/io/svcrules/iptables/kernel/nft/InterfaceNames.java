// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Names of interfaces in comparisons: with their NUL, or the start of one without. */
final class InterfaceNames {
  /** linux/if.h IFNAMSIZ, the NUL included. */
  private static final int ROOM = 16;

  /** What iptables-nft writes for {@code ! -i +}, as no interface can have this name. */
  private static final String NO_INTERFACE = "INVAL/D";

  private InterfaceNames() {}

  static Bytes encode(String name) {
    if (!isEncodable(name)) {
      throw new UnsupportedRuleException("an interface named \"" + name + "\"");
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    boolean start = text[text.length - 1] == '+';
    return Bytes.of(Arrays.copyOf(text, start ? text.length - 1 : text.length + 1));
  }

  /** The lone {@code +} leaves no comparison behind, and iptables-save does not print it. */
  private static boolean isEncodable(String name) {
    return !name.isEmpty()
        && name.getBytes(StandardCharsets.UTF_8).length < ROOM
        && !name.equals("+")
        && !name.equals(NO_INTERFACE)
        && name.chars().noneMatch(c -> c <= ' ');
  }

  /** The name; empty if iptables cannot have written it. */
  static Optional<String> decode(Bytes data) {
    boolean whole = data.length() > 0 && data.get(data.length() - 1) == 0;
    int length = whole ? data.length() - 1 : data.length();
    String text = new String(data.toArray(), 0, length, StandardCharsets.UTF_8);
    String name = whole ? text : text + "+";
    return isEncodable(name) && encode(name).equals(data) ? Optional.of(name) : Optional.empty();
  }
}
