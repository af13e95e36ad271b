// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import java.util.OptionalInt;

/**
 * What is known of the packet's connection, loaded into a register.
 *
 * @param key {@code NFT_CT_…}
 * @param destination the register, {@code NFT_REG_…}
 * @param direction {@code IP_CT_DIR_ORIGINAL} 0 or {@code IP_CT_DIR_REPLY} 1, for the keys that
 *     want one
 */
public record CtLoad(int key, int destination, OptionalInt direction) implements NftExpression {

  @Override
  public String name() {
    return "ct";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
