// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * The state of the packet's connection is one of several.
 *
 * @param negated whether the condition is turned round
 * @param states held in the order of the enumeration, each once
 */
public record ConntrackMatch(boolean negated, List<ConntrackState> states) implements Match {

  /** Sorts the states. */
  public ConntrackMatch {
    states = states.stream().sorted().distinct().toList();
  }

  /** The plain condition. */
  public static ConntrackMatch of(ConntrackState... states) {
    return new ConntrackMatch(false, List.of(states));
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.conntrack(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " -m conntrack ! --ctstate " : " -m conntrack --ctstate ");
    for (int i = 0; i < states.size(); i++) {
      out.append(i == 0 ? "" : ",").append(states.get(i).name());
    }
  }
}
