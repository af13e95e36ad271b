// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.iptables.ProtocolMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Table nat of IPVS mode: decides whose source address is rewritten. */
final class NatRules {
  private static final String PORTALS = "kubernetes service portals";
  private static final Jump MARK = new Jump(ChainNames.MARK_MASQ);
  private static final Cidr IPV4_LOOPBACK = Cidr.parse("127.0.0.0/8");
  private static final Cidr IPV6_LOOPBACK = Cidr.parse("::1/128");

  private final IpFamily family;
  private final IpvsConfig config;
  private final RuleLines lines;

  private NatRules(IpFamily family, IpvsConfig config) {
    this.family = family;
    this.config = config;
    this.lines = new RuleLines(family);
  }

  static List<Chain> of(IpFamily family, IpvsConfig config) {
    return new NatRules(family, config).chains();
  }

  private List<Chain> chains() {
    return List.of(
        lines.hook("PREROUTING", lines.jump(ChainNames.SERVICES, PORTALS)),
        lines.hook("INPUT"),
        lines.hook("OUTPUT", lines.jump(ChainNames.SERVICES, PORTALS)),
        lines.hook(
            "POSTROUTING", lines.jump(ChainNames.POSTROUTING, "kubernetes postrouting rules")),
        Chain.of(
            ChainNames.LOAD_BALANCER,
            List.of(lines.remarked(KubeSet.LOAD_BALANCER_LOCAL, Verdict.RETURN), Rule.of(MARK))),
        Chain.of(ChainNames.MARK_MASQ, List.of(Rule.of(MarkTarget.or(config.masqueradeMark())))),
        nodePorts(),
        postrouting(),
        services());
  }

  private Chain nodePorts() {
    List<Rule> rules = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      ProtocolMatch match = ProtocolMatch.of(protocol);
      KubeSet local = KubeSet.nodePorts(protocol, true);
      rules.add(lines.remarked(local, Verdict.RETURN, match));
      rules.add(lines.remarked(KubeSet.nodePorts(protocol, false), MARK, match));
    }
    return Chain.of(ChainNames.NODE_PORT, rules);
  }

  private Chain postrouting() {
    int mark = config.masqueradeMark();
    return Chain.of(
        ChainNames.POSTROUTING,
        List.of(
            lines.remarked(KubeSet.LOOP_BACK, new MasqueradeTarget(false)),
            Rule.of(Verdict.RETURN, new MarkMatch(true, mark, mark)),
            // So that a packet that passes here twice, as in a tunnel, is not masqueraded twice.
            Rule.of(MarkTarget.xor(mark)),
            Rule.of(
                new MasqueradeTarget(config.randomFully()),
                new CommentMatch("kubernetes service traffic requiring SNAT"))));
  }

  private Chain services() {
    List<Rule> rules = new ArrayList<>();
    Cidr loopback = family == IpFamily.IPV4 ? IPV4_LOOPBACK : IPV6_LOOPBACK;
    rules.add(Rule.of(Verdict.RETURN, SourceMatch.of(loopback)));
    rules.add(lines.remarked(KubeSet.LOAD_BALANCER, new Jump(ChainNames.LOAD_BALANCER)));
    rules.add(clusterIps());
    rules.add(lines.remarked(KubeSet.EXTERNAL_IP, MARK));
    addExternal(rules, KubeSet.EXTERNAL_IP);
    addExternal(rules, KubeSet.EXTERNAL_IP_LOCAL);
    rules.add(Rule.of(new Jump(ChainNames.NODE_PORT), AddrTypeMatch.local(PacketSide.DESTINATION)));
    rules.add(lines.plain(KubeSet.CLUSTER_IP, Verdict.ACCEPT));
    rules.add(lines.plain(KubeSet.LOAD_BALANCER, Verdict.ACCEPT));
    return Chain.of(ChainNames.SERVICES, rules);
  }

  private Rule clusterIps() {
    if (config.masqueradeAll()) {
      return lines.remarked(KubeSet.CLUSTER_IP, MARK);
    }
    Optional<Match> notLocal = config.localDetector().match(family, true);
    if (notLocal.isPresent()) {
      return lines.remarked(KubeSet.CLUSTER_IP, MARK, notLocal.get());
    }
    // Nothing is known of pods: at least the node itself needs another source address.
    return Rule.of(
        MARK,
        new CommentMatch(KubeSet.CLUSTER_IP.comment()),
        lines.match(KubeSet.CLUSTER_IP, PacketSide.SOURCE, PacketSide.DESTINATION));
  }

  /** What comes from outside by no bridge, or has come to an address of the node, is done here. */
  private void addExternal(List<Rule> rules, KubeSet set) {
    rules.add(
        lines.remarked(
            set,
            Verdict.ACCEPT,
            new PhysdevMatch(true),
            new AddrTypeMatch(PacketSide.SOURCE, true, "LOCAL")));
    rules.add(lines.remarked(set, Verdict.ACCEPT, AddrTypeMatch.local(PacketSide.DESTINATION)));
  }
}
