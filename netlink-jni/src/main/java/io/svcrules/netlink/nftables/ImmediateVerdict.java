// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

import io.svcrules.netlink.netfilter.NetfilterUapi;

/**
 * What becomes of a packet that gets this far.
 *
 * @param code {@code NF_ACCEPT}, {@code NF_DROP}, {@code NFT_JUMP}, {@code NFT_GOTO} or {@code
 *     NFT_RETURN}
 * @param chain the chain to go to; empty unless the code is a jump or a goto
 */
public record ImmediateVerdict(int code, String chain) implements NftExpression {

  /** Lets the packet pass this hook. */
  public static ImmediateVerdict accept() {
    return new ImmediateVerdict(NetfilterUapi.NF_ACCEPT, "");
  }

  /** Drops the packet. */
  public static ImmediateVerdict drop() {
    return new ImmediateVerdict(NetfilterUapi.NF_DROP, "");
  }

  /** Goes to a chain, and comes back if that one decides nothing. */
  public static ImmediateVerdict jump(String chain) {
    return new ImmediateVerdict(NftablesUapi.NFT_JUMP, chain);
  }

  /** Goes to a chain and does not come back. */
  public static ImmediateVerdict goTo(String chain) {
    return new ImmediateVerdict(NftablesUapi.NFT_GOTO, chain);
  }

  /** Goes back to the chain that jumped here, or to the policy. */
  public static ImmediateVerdict goBack() {
    return new ImmediateVerdict(NftablesUapi.NFT_RETURN, "");
  }

  @Override
  public String name() {
    return "immediate";
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
