// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/**
 * Clears some bits of the packet's mark, then flips some: {@code mark = (mark & ~mask) ^ value}.
 *
 * @param value the bits to flip, 32 bits unsigned
 * @param mask the bits to clear first, 32 bits unsigned
 */
public record MarkTarget(int value, int mask) implements Target {

  /** Sets bits, whatever they were ({@code --or-mark}). */
  public static MarkTarget or(int bits) {
    return new MarkTarget(bits, bits);
  }

  /** Flips bits ({@code --xor-mark}). */
  public static MarkTarget xor(int bits) {
    return new MarkTarget(bits, 0);
  }

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.mark(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j MARK --set-xmark 0x")
        .append(Integer.toHexString(value))
        .append("/0x")
        .append(Integer.toHexString(mask));
  }
}
