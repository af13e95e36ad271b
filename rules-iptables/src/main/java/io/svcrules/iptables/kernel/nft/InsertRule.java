// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;

/**
 * Puts a rule directly before another.
 *
 * @param table the table
 * @param chain the name of the chain
 * @param rule the rule
 * @param before the handle of the other
 */
public record InsertRule(Table table, String chain, Rule rule, long before) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.insert(table, chain, rule, before);
  }
}
