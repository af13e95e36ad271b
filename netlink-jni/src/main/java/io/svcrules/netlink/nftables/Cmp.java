// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * A comparison of a register with a constant; the rule ends here unless it holds.
 *
 * @param source the register, {@code NFT_REG_…}
 * @param operator {@code NFT_CMP_…}
 * @param data the constant, 1 to 16 bytes
 */
public record Cmp(int source, int operator, Bytes data) implements NftExpression {

  @Override
  public String name() {
    return "cmp";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
