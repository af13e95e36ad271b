// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Optional;

/**
 * Goes through another chain, and comes back at its end.
 *
 * @param chain the name of a chain of the same table
 */
public record Jump(String chain) implements Target {

  @Override
  public Optional<String> calledChain() {
    return Optional.of(chain);
  }

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.jump(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j ").append(chain);
  }
}
