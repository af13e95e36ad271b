// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * The packet goes out by an interface.
 *
 * @param negated whether the condition is turned round
 * @param name an interface name, or the start of one and {@code +}; at most 15 characters
 *     (linux/if.h IFNAMSIZ is 16, the terminating zero included)
 */
public record OutInterfaceMatch(boolean negated, String name) implements Match {

  @Override
  public int rank() {
    return 3;
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.outInterface(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -o " : " -o ").append(name);
  }
}
