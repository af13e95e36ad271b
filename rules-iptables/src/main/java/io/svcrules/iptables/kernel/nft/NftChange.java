// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;

/** One step of a transaction on the tables of one family. */
public sealed interface NftChange
    permits CreateBaseChain,
        CreateChain,
        AppendRule,
        InsertRule,
        InsertRuleAfter,
        PrependRule,
        DeleteRule,
        FlushChain,
        DeleteChain {

  /** The table that it changes. */
  Table table();

  /** The chain that it changes. */
  String chain();

  /**
   * Writes the one command that does it.
   *
   * @throws UnsupportedRuleException if its rule has no encoding
   */
  void writeTo(NftWriter out);
}
