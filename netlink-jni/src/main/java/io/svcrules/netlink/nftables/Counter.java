// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * A count of what came this far.
 *
 * @param packets how many packets
 * @param bytes how many bytes they had
 */
public record Counter(long packets, long bytes) implements NftExpression {

  /** A counter that starts at zero. */
  public static Counter zero() {
    return new Counter(0, 0);
  }

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
