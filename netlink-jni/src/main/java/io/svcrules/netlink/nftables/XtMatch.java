// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * A match of xtables; the rule ends here unless it holds.
 *
 * @param extension its name: {@code statistic}
 * @param revision the revision of its structure
 * @param info that structure, in the layout of this machine, padded to eight bytes
 */
public record XtMatch(String extension, int revision, Bytes info) implements NftExpression {

  @Override
  public String name() {
    return "match";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
