// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static io.svcrules.netlink.netfilter.NetfilterUapi.NF_ACCEPT;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.netlink.nftables.NftChain;
import java.util.List;

/**
 * A chain that the kernel holds.
 *
 * @param name its name
 * @param policy what happens to packets at its end
 * @param rules in the order in which packets meet them
 */
public record NftChainRules(String name, ChainPolicy policy, List<HandledRule> rules) {

  /** Copies the rules. */
  public NftChainRules {
    rules = List.copyOf(rules);
  }

  /** A chain of the kernel, whose policy counts only where packets enter it by themselves. */
  public static NftChainRules of(NftChain chain, List<HandledRule> rules) {
    ChainPolicy policy =
        chain
            .base()
            .map(base -> base.policy() == NF_ACCEPT ? ChainPolicy.ACCEPT : ChainPolicy.DROP)
            .orElse(ChainPolicy.NONE);
    return new NftChainRules(chain.name(), policy, rules);
  }

  /** The chain without the kernel's numbers. */
  public Chain chain() {
    // No stream for each of 80,000 chains.
    Rule[] all = new Rule[rules.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = rules.get(i).rule();
    }
    return new Chain(name, policy, List.of(all));
  }
}
