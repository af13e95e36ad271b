// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * An expression of a kind, or with attributes, that have no type of their own here.
 *
 * @param name the kernel's name for its kind
 * @param data its attributes ({@code NFTA_EXPR_DATA}); empty if it has none
 */
public record RawExpression(String name, Bytes data) implements NftExpression {

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
