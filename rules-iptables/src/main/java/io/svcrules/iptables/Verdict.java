// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** The targets that decide at once and take no arguments. */
public enum Verdict implements Target {
  /** Lets the packet pass this table. */
  ACCEPT,
  /** Discards the packet without a word. */
  DROP,
  /** Goes on behind the rule that jumped into this chain. */
  RETURN;

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.verdict(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j ").append(name());
  }
}
