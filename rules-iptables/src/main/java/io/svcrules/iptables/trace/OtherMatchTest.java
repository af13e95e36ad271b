// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.OtherMatch;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Optional;

/** Holds packets against matches that svcrules does not write, as far as their words are plain. */
final class OtherMatchTest {
  private OtherMatchTest() {}

  static Truth test(OtherMatch match, Packet packet) {
    return switch (match.name()) {
      case "tcp" -> transport(match.arguments(), packet, Protocol.TCP);
      case "udp" -> transport(match.arguments(), packet, Protocol.UDP);
      case "sctp" -> transport(match.arguments(), packet, Protocol.SCTP);
      case "multiport" -> options(match.arguments(), packet);
      case "ipvs" -> ServerMatchTest.test(match.arguments(), packet);
      // Of another protocol than services have.
      case "icmp", "icmp6", "igmp", "esp", "ah", "dccp" -> Truth.NO;
      default -> Truth.UNKNOWN;
    };
  }

  private static Truth transport(List<String> words, Packet packet, Protocol protocol) {
    return packet.protocol() == protocol ? options(words, packet) : Truth.NO;
  }

  /** All options must hold; one that is not known leaves the whole unknown. */
  private static Truth options(List<String> words, Packet packet) {
    Truth all = Truth.YES;
    int i = 0;
    while (i < words.size()) {
      boolean negated = words.get(i).equals("!");
      i += negated ? 1 : 0;
      Truth one = option(words.subList(i, words.size()), packet).negatedIf(negated);
      if (one == Truth.NO) {
        return Truth.NO;
      }
      all = one == Truth.UNKNOWN ? one : all;
      i += 1;
      while (i < words.size() && !words.get(i).startsWith("--") && !words.get(i).equals("!")) {
        i++;
      }
    }
    return all;
  }

  private static Truth option(List<String> words, Packet packet) {
    int destination = packet.destinationPort();
    int source = packet.sourcePort();
    return switch (words.get(0)) {
      case "--dport", "--destination-port", "--dports", "--destination-ports" ->
          ports(words, destination);
      case "--sport", "--source-port", "--sports", "--source-ports" -> ports(words, source);
      case "--ports", "--port" -> either(ports(words, destination), ports(words, source));
      case "--syn" -> Truth.YES;
      case "--tcp-flags" -> tcpFlags(words);
      default -> Truth.UNKNOWN;
    };
  }

  private static Truth either(Truth one, Truth other) {
    return one == Truth.NO ? other : one;
  }

  private static Truth ports(List<String> words, int port) {
    if (words.size() < 2) {
      return Truth.UNKNOWN;
    }
    boolean found = false;
    for (String range : words.get(1).split(",", -1)) {
      int colon = range.indexOf(':');
      Optional<Integer> first = number(colon < 0 ? range : range.substring(0, colon), 0);
      Optional<Integer> last = colon < 0 ? first : number(range.substring(colon + 1), 65535);
      if (first.isEmpty() || last.isEmpty()) {
        return Truth.UNKNOWN;
      }
      found |= first.get() <= port && port <= last.get();
    }
    return Truth.of(found);
  }

  private static Optional<Integer> number(String text, int ifEmpty) {
    if (text.isEmpty()) {
      return Optional.of(ifEmpty);
    }
    boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** The first packet of a connection bears SYN, and of the flags here no other. */
  private static Truth tcpFlags(List<String> words) {
    if (words.size() < 3) {
      return Truth.UNKNOWN;
    }
    boolean asked = List.of(words.get(1).split(",", -1)).contains("SYN") || is(words, 1, "ALL");
    List<String> wanted = is(words, 2, "NONE") ? List.of() : List.of(words.get(2).split(",", -1));
    return Truth.of(asked ? wanted.equals(List.of("SYN")) : wanted.isEmpty());
  }

  private static boolean is(List<String> words, int index, String word) {
    return words.get(index).equals(word);
  }
}
