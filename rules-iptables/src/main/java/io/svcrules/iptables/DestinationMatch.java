// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.Cidr;

/**
 * The destination address is of a network.
 *
 * @param negated whether the condition is turned round
 * @param network the network
 */
public record DestinationMatch(boolean negated, Cidr network) implements Match {

  /** The plain condition. */
  public static DestinationMatch of(Cidr network) {
    return new DestinationMatch(false, network);
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public boolean isAlwaysTrue() {
    return !negated && network.isEverything();
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.destination(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -d " : " -d ");
    network.appendTo(out);
  }
}
