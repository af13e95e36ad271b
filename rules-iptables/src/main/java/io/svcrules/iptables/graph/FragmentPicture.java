// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.graph;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.DnatTarget;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.TransportMatch;
import io.svcrules.iptables.Verdict;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.DiagramRule;
import io.svcrules.model.graph.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The boxes and arrows of one service port. */
final class FragmentPicture {
  private final Map<String, DiagramNode> nodes = new LinkedHashMap<>();
  private final Map<String, List<DiagramRule>> dispatch = new LinkedHashMap<>();
  private final Set<DiagramEdge> edges = new LinkedHashSet<>();
  private final Set<String> chains = new HashSet<>();

  FragmentPicture(Fragment fragment) {
    fragment.chains().forEach(chain -> chains.add(chain.chain().name()));
    fragment.dispatch().forEach(this::add);
    dispatch.forEach((id, rules) -> nodes.put(id, withRules(nodes.get(id), rules)));
    fragment.chains().forEach(this::add);
  }

  List<DiagramNode> nodes() {
    return List.copyOf(nodes.values());
  }

  List<DiagramEdge> edges() {
    return List.copyOf(edges);
  }

  private static DiagramNode withRules(DiagramNode node, List<DiagramRule> rules) {
    return new DiagramNode(
        node.id(), node.layer(), node.kind(), node.title(), node.subtitle(), rules);
  }

  /** A rule of a shared chain: one box for each address and port. */
  private void add(DispatchRule rule) {
    String address = address(rule.rule());
    nodes.putIfAbsent(
        address,
        new DiagramNode(address, 0, NodeKind.ADDRESS, address, kind(rule.reason()), List.of()));
    dispatch
        .computeIfAbsent(address, id -> new ArrayList<>())
        .add(drawn(rule.table().lowerCase(), rule.chain(), rule.rule(), rule.reason()));
    String called = rule.rule().target().calledChain().orElse("");
    if (chains.contains(called)) {
      edges.add(new DiagramEdge(address, called, "", false));
    } else {
      addVerdict(address, rule);
    }
  }

  private void addVerdict(String address, DispatchRule rule) {
    Target target = rule.rule().target();
    NodeKind kind = verdict(target);
    String word = kind.name();
    nodes.putIfAbsent(word, new DiagramNode(word, Layers.ENDPOINT, kind, word, "", List.of()));
    // Rules of table nat come first and take those away that are served.
    boolean someServed = edges.stream().anyMatch(edge -> edge.from().equals(address));
    boolean ranges = rule.reason() == RuleReason.NOT_IN_SOURCE_RANGES;
    String who = ranges ? "other sources" : someServed ? "others" : "";
    edges.add(new DiagramEdge(address, word, who, kind != NodeKind.ACCEPT));
  }

  private static NodeKind verdict(Target target) {
    if (target instanceof RejectTarget) {
      return NodeKind.REJECT;
    }
    return target == Verdict.DROP ? NodeKind.DROP : NodeKind.ACCEPT;
  }

  private void add(ReasonedChain chain) {
    String name = chain.chain().name();
    List<DiagramRule> rules = new ArrayList<>();
    Map<String, String> labels = new LinkedHashMap<>();
    Ways ways = new Ways();
    for (int i = 0; i < chain.chain().rules().size(); i++) {
      Rule rule = chain.chain().rules().get(i);
      RuleReason reason = chain.reasons().get(i);
      rules.add(drawn("nat", name, rule, reason));
      String called = rule.target().calledChain().orElse("");
      if (chains.contains(called)) {
        labels.merge(called, ways.label(rule, reason), FragmentPicture::joined);
      }
    }
    nodes.put(name, node(chain, rules));
    labels.forEach((to, label) -> edges.add(new DiagramEdge(name, to, label, false)));
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }

  private static DiagramNode node(ReasonedChain chain, List<DiagramRule> rules) {
    String name = chain.chain().name();
    for (Rule rule : chain.chain().rules()) {
      if (rule.target() instanceof DnatTarget dnat) {
        StringBuilder text = new StringBuilder();
        dnat.appendTo(text);
        String endpoint = text.substring(text.lastIndexOf(" ") + 1);
        return new DiagramNode(name, Layers.ENDPOINT, NodeKind.ENDPOINT, endpoint, name, rules);
      }
    }
    return new DiagramNode(name, Layers.of(name), NodeKind.CHAIN, Layers.what(name), name, rules);
  }

  private static DiagramRule drawn(String table, String chain, Rule rule, RuleReason reason) {
    String cause = reason.field().isEmpty() ? "" : " (" + reason.field() + ")";
    return new DiagramRule("-t " + table + " -A " + chain + ' ' + rule, reason.text() + cause);
  }

  private static String address(Rule rule) {
    String ip = "node";
    String port = "";
    for (Match match : rule.matches()) {
      if (match instanceof DestinationMatch destination) {
        String text = destination.network().network().toString();
        ip = text.indexOf(':') >= 0 ? "[" + text + "]" : text;
      } else if (match instanceof TransportMatch transport) {
        port = ":" + transport.destinationPort() + "/" + transport.protocol();
      }
    }
    return ip + port;
  }

  private static String kind(RuleReason reason) {
    return switch (reason.field()) {
      case "spec.clusterIPs" -> "cluster IP";
      case "spec.externalIPs" -> "external IP";
      case "spec.ports[].nodePort" -> "node port";
      case "spec.healthCheckNodePort" -> "health check";
      default -> "load balancer IP";
    };
  }
}
