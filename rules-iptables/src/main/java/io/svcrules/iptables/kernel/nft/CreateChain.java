// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/**
 * Makes a chain that only jumps reach; does nothing if it exists.
 *
 * @param table the table
 * @param chain the name of the chain
 */
public record CreateChain(Table table, String chain) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.createChain(table, chain);
  }
}
