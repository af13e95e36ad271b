// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.FragmentMatch;
import io.svcrules.iptables.InInterfaceMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.OutInterfaceMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a line says of the header of a packet. Used again for each line. */
final class HeaderMatches {
  // linux/if.h IFNAMSIZ, without the terminating zero.
  private static final int MAX_INTERFACE = 15;
  private static final int RANKS = Match.EXTENSION;

  private final IpFamily family;
  private final WordCursor words;
  private final Match[] header = new Match[RANKS];
  private final List<Match> matches = new ArrayList<>();

  HeaderMatches(IpFamily family, WordCursor words) {
    this.family = family;
    this.words = words;
  }

  void clear() {
    Arrays.fill(header, null);
  }

  /**
   * Those said so far, in their canonical order; the caller may add to them until it asks again.
   */
  List<Match> found() {
    matches.clear();
    for (Match match : header) {
      if (match != null) {
        matches.add(match);
      }
    }
    return matches;
  }

  /** The protocol named so far; null for none. */
  String protocol() {
    for (Match match : header) {
      if (match instanceof ProtocolMatch named) {
        return named.protocol();
      }
    }
    return null;
  }

  /** Reads the option that comes next and its value; false if it is none of these. */
  boolean read(String word, boolean negated) throws LineProblem {
    switch (word) {
      case "-s", "--source", "--src" -> address(PacketSide.SOURCE, negated);
      case "-d", "--destination", "--dst" -> address(PacketSide.DESTINATION, negated);
      case "-i", "--in-interface" -> device(false, negated);
      case "-o", "--out-interface" -> device(true, negated);
      case "-p", "--protocol", "--proto" -> protocol(negated);
      case "-f", "--fragment", "--fragments" -> fragment(negated);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void address(PacketSide side, boolean negated) throws LineProblem {
    int index = words.index();
    boolean not = words.negation(negated);
    String text = words.value(index, "an address");
    try {
      Match match = AddressText.match(family, side, not, text);
      if (not || !isEverything(match)) {
        set(index, match);
      }
    } catch (IllegalArgumentException e) {
      throw words.lastProblem(e.getMessage());
    }
  }

  private static boolean isEverything(Match match) {
    if (match instanceof SourceMatch source) {
      return source.network().isEverything();
    }
    return match instanceof DestinationMatch destination && destination.network().isEverything();
  }

  private void device(boolean out, boolean negated) throws LineProblem {
    int index = words.index();
    boolean not = words.negation(negated);
    String name = words.name(index, "the name of an interface");
    if (name.length() > MAX_INTERFACE) {
      throw words.lastProblem("an interface name has 1 to " + MAX_INTERFACE + " characters");
    }
    boolean any = !not && name.equals("+");
    if (!any) {
      set(index, out ? new OutInterfaceMatch(not, name) : new InInterfaceMatch(not, name));
    }
  }

  private void protocol(boolean negated) throws LineProblem {
    int index = words.index();
    boolean not = words.negation(negated);
    String name = ProtocolNames.canonical(words.name(index, "a protocol"));
    if (!name.equals(ProtocolNames.ALL)) {
      set(index, new ProtocolMatch(not, name));
    } else if (not) {
      throw words.problem(index, "no packet is of no protocol; leave ! out");
    }
  }

  private void fragment(boolean negated) throws LineProblem {
    int index = words.index();
    if (family == IpFamily.IPV6) {
      throw words.problem(index, "-f is for IPv4 only; IPv6 has -m frag");
    }
    words.skip();
    set(index, new FragmentMatch(negated));
  }

  private void set(int index, Match match) throws LineProblem {
    if (header[match.rank()] != null) {
      throw words.twice(index);
    }
    header[match.rank()] = match;
  }
}
