// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.ConntrackMatch;
import io.svcrules.iptables.ConntrackState;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MarkTarget;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles what exists whatever the services are. */
final class BaseCompiler {
  private static final Cidr IPV4_LOOPBACK = Cidr.parse("127.0.0.0/8");
  private static final Cidr IPV6_LOOPBACK = Cidr.parse("::1/128");

  private final IpFamily family;
  private final IptablesConfig config;

  BaseCompiler(IpFamily family, IptablesConfig config) {
    this.family = family;
    this.config = config;
  }

  BaseRules compile() {
    List<ReasonedChain> filter = new ArrayList<>(HookJumps.of(Table.FILTER));
    filter.add(new ChainBuilder(ChainNames.SERVICES).build());
    filter.add(new ChainBuilder(ChainNames.EXTERNAL_SERVICES).build());
    filter.add(forward());
    filter.add(new ChainBuilder(ChainNames.NODE_PORTS).build());
    filter.add(new ChainBuilder(ChainNames.PROXY_FIREWALL).build());
    filter.add(kubeletFirewall());
    List<ReasonedChain> nat = new ArrayList<>(HookJumps.of(Table.NAT));
    nat.add(new ChainBuilder(ChainNames.SERVICES).build());
    nat.add(new ChainBuilder(ChainNames.NODE_PORTS).build());
    nat.add(postrouting());
    nat.add(markMasq());
    return new BaseRules(Map.of(Table.FILTER, filter, Table.NAT, nat), nodePortJumps());
  }

  private ReasonedChain forward() {
    int mark = config.masqueradeMark();
    ChainBuilder chain = new ChainBuilder(ChainNames.FORWARD);
    if (config.dropInvalid()) {
      chain.add(RuleReason.INVALID, Verdict.DROP, ConntrackMatch.of(ConntrackState.INVALID));
    }
    return chain
        .add(
            RuleReason.FORWARD,
            Verdict.ACCEPT,
            new CommentMatch("kubernetes forwarding rules"),
            new MarkMatch(false, mark, mark))
        .add(
            RuleReason.FORWARD,
            Verdict.ACCEPT,
            new CommentMatch("kubernetes forwarding conntrack rule"),
            ConntrackMatch.of(ConntrackState.RELATED, ConntrackState.ESTABLISHED))
        .build();
  }

  /** A copy of kubelet's own: both must stay the same. */
  private ReasonedChain kubeletFirewall() {
    ChainBuilder chain = new ChainBuilder(ChainNames.KUBELET_FIREWALL);
    if (config.servesLocalhost(family)) {
      chain.add(
          RuleReason.LOOPBACK,
          Verdict.DROP,
          new SourceMatch(true, IPV4_LOOPBACK),
          DestinationMatch.of(IPV4_LOOPBACK),
          new CommentMatch("block incoming localnet connections"),
          new ConntrackMatch(
              true,
              List.of(ConntrackState.RELATED, ConntrackState.ESTABLISHED, ConntrackState.DNAT)));
    }
    return chain.build();
  }

  private ReasonedChain postrouting() {
    int mark = config.masqueradeMark();
    return new ChainBuilder(ChainNames.POSTROUTING)
        .add(RuleReason.POSTROUTING, Verdict.RETURN, new MarkMatch(true, mark, mark))
        // So that a packet that passes here twice, as in a tunnel, is not masqueraded twice.
        .add(RuleReason.POSTROUTING, MarkTarget.xor(mark))
        .add(
            RuleReason.POSTROUTING,
            new MasqueradeTarget(config.randomFully()),
            new CommentMatch("kubernetes service traffic requiring SNAT"))
        .build();
  }

  private ReasonedChain markMasq() {
    return new ChainBuilder(ChainNames.MARK_MASQ)
        .add(RuleReason.MARK, MarkTarget.or(config.masqueradeMark()))
        .build();
  }

  private List<DispatchRule> nodePortJumps() {
    CommentMatch comment =
        new CommentMatch(
            "kubernetes service nodeports; NOTE: this must be the last rule in this chain");
    if (config.nodePortAddresses().isAll(family)) {
      AddrTypeMatch local = AddrTypeMatch.local(PacketSide.DESTINATION);
      if (family == IpFamily.IPV6) {
        return List.of(nodePortJump(new DestinationMatch(true, IPV6_LOOPBACK), comment, local));
      }
      return config.servesLocalhost(family)
          ? List.of(nodePortJump(comment, local))
          : List.of(nodePortJump(new DestinationMatch(true, IPV4_LOOPBACK), comment, local));
    }
    return config.nodePortAddresses().choose(family, config.nodeAddresses()).stream()
        .filter(address -> !address.isLoopback() || config.servesLocalhost(family))
        .map(address -> nodePortJump(DestinationMatch.of(Cidr.of(address)), comment))
        .toList();
  }

  private static DispatchRule nodePortJump(Match... matches) {
    return new DispatchRule(
        Table.NAT,
        ChainNames.SERVICES,
        Rule.of(new Jump(ChainNames.NODE_PORTS), matches),
        RuleReason.NODE_PORTS);
  }
}
