// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * A packet's meta data, set from a register.
 *
 * @param key {@code NFT_META_…}
 * @param source the register, {@code NFT_REG_…}
 */
public record MetaStore(int key, int source) implements NftExpression {

  @Override
  public String name() {
    return "meta";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
