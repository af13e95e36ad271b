// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/**
 * Deletes a chain, which must be empty and jumped to by none.
 *
 * @param table the table
 * @param chain the name of the chain
 */
public record DeleteChain(Table table, String chain) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.deleteChain(table, chain);
  }
}
