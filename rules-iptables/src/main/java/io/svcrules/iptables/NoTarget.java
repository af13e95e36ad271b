// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** Nothing: the packet goes on to the next rule. */
public enum NoTarget implements Target {
  /** The only one. */
  NONE;

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.nothing(this);
  }

  @Override
  public void appendTo(StringBuilder out) {}
}
