// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Table;

/**
 * Where a packet is within chains.
 *
 * @param chain the chain
 * @param table its table
 * @param next the position of the rule it comes to next, from 0
 * @param caller where it goes on at the end of the chain; null for the chain a hook called
 * @param entry what it had visited when it entered the chain
 */
record Frame(IndexedChain chain, Table table, int next, Frame caller, Trail entry) {

  Frame at(int position) {
    return new Frame(chain, table, position, caller, entry);
  }
}
