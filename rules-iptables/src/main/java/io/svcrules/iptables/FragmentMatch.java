// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * The packet is a fragment, but not the first one.
 *
 * @param negated whether the condition is turned round
 */
public record FragmentMatch(boolean negated) implements Match {

  @Override
  public int rank() {
    return 5;
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.fragment(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -f" : " -f");
  }
}
