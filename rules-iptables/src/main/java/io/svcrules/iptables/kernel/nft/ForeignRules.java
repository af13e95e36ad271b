// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.netlink.nftables.NftRule;
import java.util.List;

/** What rules say that the decoder does not know as a whole. */
@FunctionalInterface
public interface ForeignRules {
  /** Leaves them as they are decoded: named, with their structures in hexadecimal. */
  ForeignRules DECODED = (table, chain, rules, decoded) -> decoded;

  /**
   * All rules of a chain of which at least one is not known.
   *
   * @param rules as the kernel shows them
   * @param decoded as the decoder understands them
   * @return as many rules, in the same order
   * @throws IncompatibleTableException if iptables cannot express them
   */
  List<Rule> spell(Table table, String chain, List<NftRule> rules, List<Rule> decoded);
}
