// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftRule;
import io.svcrules.netlink.nftables.RuleCompat;
import java.util.List;
import java.util.Optional;

/**
 * A rule in the words of nf_tables, not yet in a chain.
 *
 * @param compat the protocol that extensions may rely on; the kernel checks it and forgets it
 * @param expressions what the rule does, in order
 * @param userData a remark, or empty
 */
public record EncodedRule(
    Optional<RuleCompat> compat, List<NftExpression> expressions, Bytes userData) {

  /** Keeps its own copy of the expressions. */
  public EncodedRule {
    expressions = List.copyOf(expressions);
  }

  /** This rule, to be made in a chain. */
  public NftRule in(NftFamily family, String table, String chain) {
    return new NftRule(family, table, chain, 0, compat, expressions, userData);
  }
}
