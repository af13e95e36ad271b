// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpFamily;
import java.util.List;

/** Table filter of IPVS mode. */
final class FilterRules {
  private static final String ACCESS_FILTER = "kubernetes ipvs access filter";
  private static final String FIREWALL = "kube-proxy firewall rules";

  private FilterRules() {}

  static List<Chain> of(IpFamily family, IpvsConfig config) {
    RuleLines lines = new RuleLines(family);
    return List.of(
        lines.hook(
            "INPUT",
            lines.jump(ChainNames.FILTER, ACCESS_FILTER),
            lines.jump(ChainNames.PROXY_FIREWALL, FIREWALL),
            lines.jump(ChainNames.NODE_PORT, "kubernetes health check rules")),
        lines.hook(
            "FORWARD",
            lines.jump(ChainNames.PROXY_FIREWALL, FIREWALL),
            lines.jump(ChainNames.FORWARD, "kubernetes forwarding rules")),
        lines.hook("OUTPUT", lines.jump(ChainNames.OUT_FILTER, ACCESS_FILTER)),
        forward(config.masqueradeMark()),
        access(family, lines),
        // kube-proxy's rules here are found in table mangle; the chain stays so that none is left.
        Chain.of(ChainNames.OUT_FILTER, List.of()),
        Chain.of(
            ChainNames.NODE_PORT,
            List.of(lines.remarked(KubeSet.HEALTH_CHECK_NODE_PORT, Verdict.ACCEPT))),
        Chain.of(
            ChainNames.PROXY_FIREWALL,
            List.of(lines.remarked(KubeSet.LOAD_BALANCER_FW, new Jump(ChainNames.SOURCE_RANGES)))),
        lines.sourceRanges());
  }

  private static Chain forward(int mark) {
    return Chain.of(
        ChainNames.FORWARD,
        List.of(
            Rule.of(
                Verdict.ACCEPT,
                new CommentMatch("kubernetes forwarding rules"),
                new MarkMatch(false, mark, mark)),
            Rule.of(
                Verdict.ACCEPT,
                new CommentMatch("kubernetes forwarding conntrack rule"),
                ConntrackMatch.of(ConntrackState.RELATED, ConntrackState.ESTABLISHED))));
  }

  /** Keeps what the node itself listens on away from the addresses of virtual servers. */
  private static Chain access(IpFamily family, RuleLines lines) {
    RejectTarget reject = RejectTarget.ofFamily(family);
    return Chain.of(
        ChainNames.FILTER,
        List.of(
            lines.newTo(KubeSet.NO_ENDPOINTS, reject),
            lines.newTo(KubeSet.NO_LOCAL_ENDPOINTS, Verdict.DROP),
            lines.plain(KubeSet.LOAD_BALANCER, Verdict.RETURN),
            lines.plain(KubeSet.CLUSTER_IP, Verdict.RETURN),
            lines.plain(KubeSet.EXTERNAL_IP, Verdict.RETURN),
            lines.plain(KubeSet.EXTERNAL_IP_LOCAL, Verdict.RETURN),
            lines.plain(KubeSet.HEALTH_CHECK_NODE_PORT, Verdict.RETURN),
            lines.newTo(KubeSet.IPVS_IPS, reject)));
  }
}
