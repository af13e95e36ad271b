// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * A packet's meta data, loaded into a register.
 *
 * @param key {@code NFT_META_…}
 * @param destination the register, {@code NFT_REG_…}
 */
public record MetaLoad(int key, int destination) implements NftExpression {

  @Override
  public String name() {
    return "meta";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
