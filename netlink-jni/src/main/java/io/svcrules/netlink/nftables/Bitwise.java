// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * A register masked and then inverted in places: {@code destination = (source & mask) ^ xor}.
 *
 * @param source the register to read, {@code NFT_REG_…}
 * @param destination the register to write
 * @param length of the operands in bytes
 * @param mask as many bytes
 * @param xor as many bytes
 */
public record Bitwise(int source, int destination, int length, Bytes mask, Bytes xor)
    implements NftExpression {

  @Override
  public String name() {
    return "bitwise";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
