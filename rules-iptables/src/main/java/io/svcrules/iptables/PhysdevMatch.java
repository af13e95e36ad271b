// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * The packet came in by a port of a bridge.
 *
 * @param negated whether the condition is turned round
 */
public record PhysdevMatch(boolean negated) implements Match {

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.physdev(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " -m physdev ! --physdev-is-in" : " -m physdev --physdev-is-in");
  }
}
