// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Comparator;
import java.util.List;

/**
 * Conditions and what happens if all hold. Two rules are equal if iptables-save would print them
 * the same, whatever text they were made from.
 *
 * @param matches the conditions: those of the header first, in the order of their rank
 * @param target what happens
 */
public record Rule(List<Match> matches, Target target) {

  /**
   * Brings the conditions into the order of their rank; extension matches keep theirs. Header
   * conditions that every packet fulfils go, as the kernel does not know them: {@code -s
   * 0.0.0.0/0}.
   */
  public Rule {
    matches = isCanonical(matches) ? List.copyOf(matches) : canonical(matches);
  }

  /** A rule with conditions. */
  public static Rule of(Target target, Match... matches) {
    return new Rule(List.of(matches), target);
  }

  private static boolean isCanonical(List<Match> matches) {
    int rank = 0;
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      if (match.rank() < rank || match.isAlwaysTrue()) {
        return false;
      }
      rank = match.rank();
    }
    return true;
  }

  private static List<Match> canonical(List<Match> matches) {
    return matches.stream()
        .filter(match -> !match.isAlwaysTrue())
        .sorted(Comparator.comparingInt(Match::rank))
        .toList();
  }

  /** Appends the arguments behind {@code -A CHAIN}, with a space before each. */
  public void appendTo(StringBuilder out) {
    // Indexed: an iterator for each of 200,000 rules is garbage that shows.
    for (int i = 0; i < matches.size(); i++) {
      matches.get(i).appendTo(out);
    }
    target.appendTo(out);
  }

  /** The arguments as iptables-save prints them. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(160);
    appendTo(out);
    return out.isEmpty() ? "" : out.substring(1);
  }
}
