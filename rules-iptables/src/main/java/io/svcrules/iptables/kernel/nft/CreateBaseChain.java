// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/**
 * Makes a built-in chain as iptables would, or sets the policy of an existing one to accept.
 *
 * @param table the table
 * @param chain the name of the chain
 */
public record CreateBaseChain(Table table, String chain) implements NftChange {
  @Override
  public void writeTo(NftWriter out) {
    out.createBaseChain(table, chain);
  }
}
