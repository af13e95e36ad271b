// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/**
 * Deletes a rule.
 *
 * @param table the table
 * @param chain the name of the chain
 * @param handle the kernel's number for the rule; not 0
 */
public record DeleteRule(Table table, String chain, long handle) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.delete(table, chain, handle);
  }
}
