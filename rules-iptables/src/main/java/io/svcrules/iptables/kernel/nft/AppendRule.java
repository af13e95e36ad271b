// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;

/**
 * Puts a rule at the end of a chain.
 *
 * @param table the table
 * @param chain the name of the chain
 * @param rule the rule
 */
public record AppendRule(Table table, String chain, Rule rule) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.append(table, chain, rule);
  }
}
