// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.Bytes;

/**
 * A target of xtables.
 *
 * @param extension its name: {@code DNAT}
 * @param revision the revision of its structure
 * @param info that structure, in the layout of this machine, padded to eight bytes
 */
public record XtTarget(String extension, int revision, Bytes info) implements NftExpression {

  @Override
  public String name() {
    return "target";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
