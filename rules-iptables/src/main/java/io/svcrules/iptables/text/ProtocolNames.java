// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The one name of each protocol. */
final class ProtocolNames {
  /** The name of no protocol in particular. */
  static final String ALL = "all";

  // Numbers: linux/in.h and linux/in6.h IPPROTO_…; names: /etc/protocols of common distributions,
  // which iptables-save asks. Behind each name, the other ones that iptables takes.
  private static final Map<String, String> CANONICAL =
      index(
          List.of(
              List.of("all", "0"),
              List.of("icmp", "1"),
              List.of("igmp", "2"),
              List.of("ipencap", "4"),
              List.of("tcp", "6"),
              List.of("egp", "8"),
              List.of("udp", "17"),
              List.of("dccp", "33"),
              List.of("ipv6", "41"),
              List.of("rsvp", "46"),
              List.of("gre", "47"),
              List.of("esp", "50", "ipsec-esp", "ipv6-crypt"),
              List.of("ah", "51", "ipsec-ah", "ipv6-auth"),
              List.of("ipv6-icmp", "58", "icmpv6", "icmp6"),
              List.of("ospf", "89", "ospfigp"),
              List.of("ipip", "94"),
              List.of("pim", "103"),
              List.of("ipcomp", "108"),
              List.of("vrrp", "112"),
              List.of("l2tp", "115"),
              List.of("sctp", "132"),
              List.of("mobility-header", "135", "ipv6-mh", "mh"),
              List.of("udplite", "136")));

  private ProtocolNames() {}

  private static Map<String, String> index(List<List<String>> groups) {
    Map<String, String> names = new HashMap<>();
    for (List<String> group : groups) {
      group.forEach(name -> names.put(name, group.get(0)));
    }
    return Map.copyOf(names);
  }

  /** The name for another name or a number; the text in lower case if it has none here. */
  static String canonical(String text) {
    String found = CANONICAL.get(text);
    if (found != null) {
      return found;
    }
    String lowerCase = text.toLowerCase(Locale.ROOT);
    return CANONICAL.getOrDefault(lowerCase, lowerCase);
  }
}
