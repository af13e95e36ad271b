// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Optional;

/**
 * Goes through another chain, and at its end back to where this chain was called.
 *
 * @param chain the name of a chain of the same table
 */
public record Goto(String chain) implements Target {

  @Override
  public Optional<String> calledChain() {
    return Optional.of(chain);
  }

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.gotoChain(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -g ").append(chain);
  }
}
