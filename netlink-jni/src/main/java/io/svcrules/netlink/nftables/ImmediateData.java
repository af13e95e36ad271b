// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * A constant, loaded into a register.
 *
 * @param destination the register, {@code NFT_REG_…}
 * @param data the constant, 1 to 16 bytes
 */
public record ImmediateData(int destination, Bytes data) implements NftExpression {

  @Override
  public String name() {
    return "immediate";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
