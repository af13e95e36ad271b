// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Protocol names, as /etc/protocols has them and iptables therefore prints them. */
public final class ProtocolNumbers {
  /** IANA protocol numbers (linux/in.h, linux/in6.h IPPROTO_…). */
  private static final Map<String, Integer> BY_NAME =
      Map.ofEntries(
          Map.entry("icmp", 1),
          Map.entry("igmp", 2),
          Map.entry("ipencap", 4),
          Map.entry("tcp", 6),
          Map.entry("egp", 8),
          Map.entry("udp", 17),
          Map.entry("dccp", 33),
          Map.entry("ipv6", 41),
          Map.entry("rsvp", 46),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("ipv6-icmp", 58),
          Map.entry("ospf", 89),
          Map.entry("ipip", 94),
          Map.entry("pim", 103),
          Map.entry("ipcomp", 108),
          Map.entry("vrrp", 112),
          Map.entry("l2tp", 115),
          Map.entry("sctp", 132),
          Map.entry("mobility-header", 135),
          Map.entry("udplite", 136));

  private static final Map<Integer, String> BY_NUMBER =
      BY_NAME.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private ProtocolNumbers() {}

  /** The number of a name, or of the digits that stand for it: 1 to 255. */
  public static OptionalInt number(String name) {
    Integer number = BY_NAME.get(name);
    if (number != null) {
      return OptionalInt.of(number);
    }
    boolean digits = name.matches("[1-9][0-9]{0,2}");
    int value = digits ? Integer.parseInt(name) : 0;
    return value > 0 && value < 256 && !BY_NUMBER.containsKey(value)
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }

  /** The name of a number, or its digits; empty for 0, which stands for any. */
  public static Optional<String> name(int number) {
    return number == 0
        ? Optional.empty()
        : Optional.of(BY_NUMBER.getOrDefault(number, Integer.toString(number)));
  }
}
