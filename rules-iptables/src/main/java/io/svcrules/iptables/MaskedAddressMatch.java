// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpAddress;

/**
 * Some bits of an address have a value, where the bits do not make a network: a mask with gaps.
 *
 * @param side which address
 * @param negated whether the condition is turned round
 * @param value the value; bits that do not count are cleared
 * @param mask the bits that count
 */
public record MaskedAddressMatch(PacketSide side, boolean negated, IpAddress value, IpAddress mask)
    implements Match {

  /**
   * Clears the bits that do not count.
   *
   * @throws IllegalArgumentException if value and mask are of different families
   */
  public MaskedAddressMatch {
    if (value.family() != mask.family()) {
      throw new IllegalArgumentException("value and mask are of different families");
    }
    value = new IpAddress(value.family(), value.high() & mask.high(), value.low() & mask.low());
  }

  @Override
  public int rank() {
    return side == PacketSide.SOURCE ? 0 : 1;
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.maskedAddress(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(negated ? " ! -" : " -").append(side == PacketSide.SOURCE ? 's' : 'd').append(' ');
    value.appendTo(out);
    out.append('/');
    mask.appendTo(out);
  }
}
