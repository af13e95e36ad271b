// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * Some bits of the packet's mark have a value.
 *
 * @param negated whether the condition is turned round
 * @param value the value of the bits, 32 bits unsigned
 * @param mask the bits that count, 32 bits unsigned; -1 for all
 */
public record MarkMatch(boolean negated, int value, int mask) implements Match {

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.mark(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " -m mark ! --mark 0x" : " -m mark --mark 0x");
    out.append(Integer.toHexString(value));
    if (mask != -1) {
      out.append("/0x").append(Integer.toHexString(mask));
    }
  }
}
