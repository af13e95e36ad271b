// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/**
 * Deletes all rules of a chain.
 *
 * @param table the table
 * @param chain the name of the chain
 */
public record FlushChain(Table table, String chain) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.flush(table, chain);
  }
}
