// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import io.svcrules.iptables.MarkMatch;
import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** Why the constant rules of mode ipvs exist, kube-proxy's included. */
public final class ConstantReasons {
  private static final String SETTLED = "who is masqueraded is settled here for this address";
  private static final String LOCAL = "endpoints of policy Local see the client's own address";

  private final IpFamily family;

  /** The reasons of the rules of a family. */
  public ConstantReasons(IpFamily family) {
    this.family = family;
  }

  /** Why a rule exists; empty if it is none of mode ipvs. */
  public Optional<String> of(Table table, String chain, Rule rule) {
    Optional<KubeSet> set = set(rule);
    return switch (chain) {
      case "KUBE-SERVICES" -> Optional.of(services(rule, set));
      case "KUBE-LOAD-BALANCER" ->
          Optional.of(set.isPresent() ? LOCAL : RuleReason.MASQUERADE_EXTERNAL.text());
      case "KUBE-NODE-PORT" -> Optional.of(nodePort(table, rule));
      case "KUBE-MARK-MASQ" -> Optional.of(RuleReason.MARK.text());
      case "KUBE-POSTROUTING" -> Optional.of(postrouting(rule, set));
      case "KUBE-FORWARD" -> Optional.of(RuleReason.FORWARD.text());
      case "KUBE-IPVS-FILTER" -> set.map(one -> access(rule, one));
      case "KUBE-PROXY-FIREWALL", "KUBE-IPVS-OUT-FILTER" ->
          set.map(one -> one.blocks() ? SetPurpose.text(one) : "source ranges decide who may pass");
      case "KUBE-SOURCE-RANGES-FIREWALL" ->
          Optional.of(set.map(SetPurpose::text).orElse(RuleReason.NOT_IN_SOURCE_RANGES.text()));
      default ->
          table.builtInChains().contains(chain) && callsOurs(rule)
              ? Optional.of(RuleReason.HOOK.text())
              : Optional.empty();
    };
  }

  /** The set of ours that a rule looks into. */
  public Optional<KubeSet> set(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof SetMatch looked) {
        return KubeSet.named(looked.set(), family);
      }
    }
    return Optional.empty();
  }

  private static boolean callsOurs(Rule rule) {
    return rule.target().calledChain().filter(chain -> chain.startsWith("KUBE-")).isPresent();
  }

  private static String services(Rule rule, Optional<KubeSet> set) {
    if (set.isEmpty()) {
      return rule.target() == Verdict.RETURN
          ? "nothing from loopback addresses is for a service"
          : RuleReason.NODE_PORTS.text();
    }
    if (rule.target() == Verdict.ACCEPT) {
      return SETTLED;
    }
    return switch (set.get()) {
      case LOAD_BALANCER -> "load balancer IPs have rules of their own";
      case CLUSTER_IP -> RuleReason.MASQUERADE_OFF_CLUSTER.text();
      default -> RuleReason.MASQUERADE_EXTERNAL.text();
    };
  }

  private static String nodePort(Table table, Rule rule) {
    if (table == Table.FILTER) {
      return RuleReason.HEALTH_CHECK.text();
    }
    return rule.target() == Verdict.RETURN ? LOCAL : RuleReason.MASQUERADE_EXTERNAL.text();
  }

  private static String postrouting(Rule rule, Optional<KubeSet> set) {
    if (set.isPresent()) {
      return RuleReason.HAIRPIN.text();
    }
    if (rule.target() instanceof MasqueradeTarget) {
      return RuleReason.POSTROUTING.text();
    }
    boolean unmarked = rule.matches().stream().anyMatch(match -> match instanceof MarkMatch);
    return unmarked
        ? "packets without the mark keep their source address"
        : "takes the mark away, lest the packet is masqueraded twice";
  }

  private static String access(Rule rule, KubeSet set) {
    if (set.blocks() || set == KubeSet.IPVS_IPS) {
      return SetPurpose.text(set);
    }
    return rule.target() == Verdict.RETURN
        ? "may pass: it is an address and port of a service"
        : SetPurpose.text(set);
  }
}
