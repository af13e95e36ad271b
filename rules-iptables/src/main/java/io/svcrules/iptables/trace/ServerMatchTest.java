// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.Cidr;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds packets against the match {@code ipvs}: net/netfilter/xt_ipvs.c ipvs_mt. */
final class ServerMatchTest {
  private ServerMatchTest() {}

  /** Whether a virtual server has the packet, and the one that the options mean. */
  static Truth test(List<String> words, Packet packet) {
    boolean handled = packet.server().isPresent();
    Truth all = Truth.YES;
    int i = 0;
    while (i < words.size()) {
      boolean negated = words.get(i).equals("!");
      i += negated ? 1 : 0;
      String name = i < words.size() ? words.get(i) : "";
      // Whatever else is asked for, or against: of a packet that no server has nothing is true.
      if (!handled && !name.equals("--ipvs")) {
        return Truth.NO;
      }
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      Truth one =
          name.equals("--ipvs")
              ? Truth.of(handled)
              : option(name, value, packet, packet.server().orElseThrow());
      all = and(all, one.negatedIf(negated));
      i += name.equals("--ipvs") ? 1 : 2;
    }
    return all;
  }

  private static Truth and(Truth one, Truth other) {
    if (one == Truth.NO || other == Truth.NO) {
      return Truth.NO;
    }
    return one == Truth.UNKNOWN ? one : other;
  }

  private static Truth option(String option, String value, Packet packet, Packet.Server server) {
    return switch (option) {
      case "--vproto" -> protocol(value, packet.protocol());
      case "--vaddr" ->
          Optional.of(value)
              .filter(text -> text.indexOf('/') < 0)
              .map(text -> text + '/' + server.address().family().bits())
              .or(() -> Optional.of(value))
              .flatMap(Cidr::tryParse)
              .map(network -> Truth.of(network.contains(server.address())))
              .orElse(Truth.UNKNOWN);
      case "--vport" -> Truth.of(value.equals(Integer.toString(server.port())));
      // Needs connection tracking, which IPVS keeps off unless told (net.ipv4.vs.conntrack).
      case "--vdir" -> Truth.UNKNOWN;
      // Real servers that are not masqueraded end the way of packets here.
      case "--vmethod" -> Truth.of(value.equals("MASQ"));
      default -> Truth.UNKNOWN;
    };
  }

  /** Numbers: linux/in.h IPPROTO_TCP, IPPROTO_UDP, IPPROTO_SCTP. */
  private static Truth protocol(String value, Protocol protocol) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "6", "tcp" -> Truth.of(protocol == Protocol.TCP);
      case "17", "udp" -> Truth.of(protocol == Protocol.UDP);
      case "132", "sctp" -> Truth.of(protocol == Protocol.SCTP);
      default -> Truth.NO;
    };
  }
}
