// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;

/**
 * Puts a rule directly behind another.
 *
 * @param table the table
 * @param chain the name of the chain
 * @param rule the rule
 * @param after the handle of the other
 */
public record InsertRuleAfter(Table table, String chain, Rule rule, long after)
    implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.insertAfter(table, chain, rule, after);
  }
}
