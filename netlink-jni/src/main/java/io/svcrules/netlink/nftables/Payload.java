// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * Bytes of the packet, loaded into a register.
 *
 * @param base {@code NFT_PAYLOAD_…_HEADER}: where the offset counts from
 * @param offset in bytes
 * @param length in bytes
 * @param destination the register, {@code NFT_REG_…}
 */
public record Payload(int base, int offset, int length, int destination) implements NftExpression {

  @Override
  public String name() {
    return "payload";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
