// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.RuleReason;
import java.util.Optional;

/**
 * Reasons as chains and comments of rules tell them, whoever wrote the rules: kube-proxy and
 * svcrules write the same.
 */
public final class WrittenReasons implements Reasons {
  private static final String NO_ENDPOINTS = " has no endpoints";
  private static final String NO_LOCAL_ENDPOINTS = " has no local endpoints";

  @Override
  public Optional<Explanation> of(Visit visit) {
    if (visit.rule().isEmpty() || visit.table().isEmpty()) {
      return Optional.empty();
    }
    Rule rule = visit.rule().get();
    String comment = comment(rule);
    Optional<String> set = set(rule);
    if (set.isPresent()) {
      return Optional.of(ofSet(set.get(), comment));
    }
    return switch (ChainRole.of(visit.table().get(), visit.chain())) {
      case HOOK -> hook(rule);
      case DISPATCH ->
          visit.table().get() == Table.NAT
              ? natDispatch(visit.chain(), comment)
              : filterDispatch(visit.chain(), rule, comment);
      case STATIC -> fixed(visit.chain(), rule);
      case KUBELET -> Optional.of(Explanation.of(RuleReason.LOOPBACK, ""));
      case SERVICE -> ofService(visit.chain(), rule, comment);
      case FOREIGN -> Optional.empty();
    };
  }

  private static Optional<String> set(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof SetMatch set && set.set().startsWith("KUBE-")) {
        return Optional.of(set.set());
      }
    }
    return Optional.empty();
  }

  /** In mode ipvs the sets, not the rules, know the services. */
  private static Explanation ofSet(String set, String comment) {
    return new Explanation("", field(set), comment.isEmpty() ? "the packet is in " + set : comment);
  }

  private static String field(String set) {
    if (set.contains("LOAD-BALANCER-SOURCE") || set.contains("LOAD-BALANCER-FW")) {
      return "spec.loadBalancerSourceRanges";
    }
    if (set.contains("HEALTH-CHECK")) {
      return "spec.healthCheckNodePort";
    }
    if (set.contains("NODE-PORT")) {
      return "spec.ports[].nodePort";
    }
    if (set.contains("LOAD-BALANCER")) {
      return "status.loadBalancer.ingress";
    }
    if (set.contains("EXTERNAL-IP")) {
      return "spec.externalIPs";
    }
    return set.contains("CLUSTER-IP") ? "spec.clusterIPs" : "";
  }

  static String comment(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof CommentMatch comment) {
        return comment.text();
      }
    }
    return "";
  }

  private static Optional<Explanation> hook(Rule rule) {
    boolean ours = rule.target().calledChain().filter(c -> c.startsWith("KUBE-")).isPresent();
    return ours ? Optional.of(Explanation.of(RuleReason.HOOK, "")) : Optional.empty();
  }

  private static Optional<Explanation> natDispatch(String chain, String comment) {
    if (chain.equals("KUBE-NODEPORTS")) {
      return Optional.of(Explanation.of(RuleReason.NODE_PORT, comment));
    }
    if (comment.startsWith("kubernetes service nodeports")) {
      return Optional.of(Explanation.of(RuleReason.NODE_PORTS, ""));
    }
    return named(comment, " cluster IP", RuleReason.CLUSTER_IP)
        .or(() -> named(comment, " external IP", RuleReason.EXTERNAL_IP))
        .or(() -> named(comment, " loadbalancer IP", RuleReason.LOAD_BALANCER_IP));
  }

  private static Optional<Explanation> named(String comment, String suffix, RuleReason reason) {
    return comment.endsWith(suffix)
        ? Optional.of(
            Explanation.of(reason, comment.substring(0, comment.length() - suffix.length())))
        : Optional.empty();
  }

  private static Optional<Explanation> filterDispatch(String chain, Rule rule, String comment) {
    if (chain.equals("KUBE-NODEPORTS")) {
      return named(comment, " health check node port", RuleReason.HEALTH_CHECK);
    }
    int at = comment.indexOf(" traffic not accepted by ");
    if (chain.equals("KUBE-PROXY-FIREWALL") && at >= 0) {
      return Optional.of(Explanation.of(RuleReason.NOT_IN_SOURCE_RANGES, comment.substring(0, at)));
    }
    RuleReason reason = blocked(chain, rule);
    return named(comment, NO_ENDPOINTS, reason)
        .or(() -> named(comment, NO_LOCAL_ENDPOINTS, reason));
  }

  /** External and load balancer addresses cannot be told apart by the rule. */
  private static RuleReason blocked(String chain, Rule rule) {
    if (chain.equals("KUBE-SERVICES")) {
      return RuleReason.CLUSTER_IP_BLOCKED;
    }
    boolean nodePort = rule.matches().stream().anyMatch(match -> match instanceof AddrTypeMatch);
    return nodePort ? RuleReason.NODE_PORT_BLOCKED : RuleReason.EXTERNAL_IP_BLOCKED;
  }

  private static Optional<Explanation> fixed(String chain, Rule rule) {
    return Optional.of(
        Explanation.of(
            switch (chain) {
              case "KUBE-POSTROUTING" -> RuleReason.POSTROUTING;
              case "KUBE-MARK-MASQ" -> RuleReason.MARK;
              default -> rule.target() == Verdict.DROP ? RuleReason.INVALID : RuleReason.FORWARD;
            },
            ""));
  }

  private static Optional<Explanation> ofService(String chain, Rule rule, String comment) {
    if (chain.startsWith("KUBE-SEP-")) {
      boolean last = rule.target() instanceof DnatTarget;
      return Optional.of(Explanation.of(last ? RuleReason.ENDPOINT : RuleReason.HAIRPIN, comment));
    }
    if (chain.startsWith("KUBE-EXT-")) {
      return external(comment);
    }
    if (chain.startsWith("KUBE-FW-")) {
      return named(comment, " loadbalancer IP", RuleReason.SOURCE_RANGE)
          .or(() -> Optional.of(Explanation.of(RuleReason.SOURCE_RANGES_END, "")));
    }
    return share(rule, comment);
  }

  private static Optional<Explanation> share(Rule rule, String comment) {
    boolean endpoint =
        rule.target().calledChain().filter(c -> c.startsWith("KUBE-SEP-")).isPresent();
    if (!endpoint) {
      return named(comment, " cluster IP", RuleReason.MASQUERADE_OFF_CLUSTER);
    }
    boolean known = rule.matches().stream().anyMatch(match -> match instanceof RecentMatch);
    int arrow = comment.indexOf(" -> ");
    return Optional.of(
        Explanation.of(
            known ? RuleReason.AFFINITY : RuleReason.SHARE,
            arrow < 0 ? "" : comment.substring(0, arrow)));
  }

  private static Optional<Explanation> external(String comment) {
    return between(comment, "masquerade traffic for ", RuleReason.MASQUERADE_EXTERNAL)
        .or(() -> between(comment, "pod traffic for ", RuleReason.POD_SHORT_CIRCUIT))
        .or(() -> between(comment, "masquerade LOCAL traffic for ", RuleReason.NODE_MASQUERADE))
        .or(() -> between(comment, "route LOCAL traffic for ", RuleReason.NODE_SHORT_CIRCUIT))
        .or(() -> Optional.of(Explanation.of(RuleReason.EXTERNAL_POLICY, "")));
  }

  private static Optional<Explanation> between(String comment, String start, RuleReason reason) {
    int end = comment.indexOf(" external destinations");
    return comment.startsWith(start) && end >= start.length()
        ? Optional.of(Explanation.of(reason, comment.substring(start.length(), end)))
        : Optional.empty();
  }
}
