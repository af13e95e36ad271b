// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * The rules of IPVS mode. Services come and go in the sets that they look into, so the rules stay
 * the same. They differ from kube-proxy's in three ways:
 *
 * <ul>
 *   <li>they are all there, whether the sets are empty or not
 *   <li>new connections to services without endpoints are rejected, and under a Local policy
 *       without endpoints on this node dropped
 *   <li>source ranges keep out clients on the node itself by sets too, not by a rule for each
 *       address. That takes table mangle: virtual servers take packets of the node before table
 *       filter sees them (net/netfilter/ipvs/ip_vs_core.c, NF_INET_LOCAL_OUT at priority
 *       NF_IP_PRI_NAT_DST + 1)
 * </ul>
 */
final class ConstantRules {
  private ConstantRules() {}

  static Ruleset of(IpFamily family, IpvsConfig config) {
    return Ruleset.of(
        family,
        List.of(
            TableRules.of(Table.FILTER, FilterRules.of(family, config)),
            TableRules.of(Table.NAT, NatRules.of(family, config)),
            TableRules.of(Table.MANGLE, mangle(family))));
  }

  private static List<Chain> mangle(IpFamily family) {
    RuleLines lines = new RuleLines(family);
    return List.of(
        lines.hook("PREROUTING"),
        lines.hook("INPUT"),
        lines.hook("FORWARD"),
        lines.hook("OUTPUT", lines.jump(ChainNames.OUT_FILTER, "kubernetes ipvs access filter")),
        lines.hook("POSTROUTING"),
        lines.outFilter(),
        lines.sourceRanges());
  }
}
