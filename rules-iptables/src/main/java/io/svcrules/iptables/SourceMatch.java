// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.Cidr;

/**
 * The source address is of a network.
 *
 * @param negated whether the condition is turned round
 * @param network the network
 */
public record SourceMatch(boolean negated, Cidr network) implements Match {

  /** The plain condition. */
  public static SourceMatch of(Cidr network) {
    return new SourceMatch(false, network);
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public boolean isAlwaysTrue() {
    return !negated && network.isEverything();
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.source(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -s " : " -s ");
    network.appendTo(out);
  }
}
