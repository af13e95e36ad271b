// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * The packet is in an ipset.
 *
 * @param negated whether the condition is turned round
 * @param set the name of the set
 * @param sides which side of the packet each dimension of the set looks at, one to three
 */
public record SetMatch(boolean negated, String set, List<PacketSide> sides) implements Match {

  /** Copies the sides. */
  public SetMatch {
    sides = List.copyOf(sides);
  }

  /** The plain condition. */
  public static SetMatch of(String set, PacketSide... sides) {
    return new SetMatch(false, set, List.of(sides));
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.set(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " -m set ! --match-set " : " -m set --match-set ").append(set);
    for (int i = 0; i < sides.size(); i++) {
      out.append(i == 0 ? ' ' : ',').append(sides.get(i).shortName());
    }
  }
}
