// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.RejectTarget;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Target;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.explain.ConstantReasons;
import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.DiagramRule;
import io.svcrules.model.graph.NodeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The boxes and arrows of the rules that all services share. Nothing in them calls in circles. */
final class ConstantPicture {
  private final ConstantReasons reasons;
  private final Map<String, Integer> layers = new HashMap<>();
  private final Boxes boxes = new Boxes();

  ConstantPicture(Ruleset rules) {
    this.reasons = new ConstantReasons(rules.family());
    Map<Table, TableRules> tables = new TreeMap<>(rules.tables());
    tables.values().forEach(table -> roots(table).forEach(root -> place(table, root, 0)));
    int last = layers.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    tables.values().forEach(table -> draw(table, last));
  }

  List<DiagramNode> nodes() {
    return boxes.nodes();
  }

  List<DiagramEdge> edges() {
    return boxes.edges();
  }

  /** The hooks that have rules, and chains that nobody calls. */
  private static List<Chain> roots(TableRules table) {
    return table.chains().values().stream()
        .filter(chain -> isDrawn(table, chain) && !isCalled(table, chain.name()))
        .toList();
  }

  private static boolean isDrawn(TableRules table, Chain chain) {
    return !table.table().builtInChains().contains(chain.name()) || !chain.rules().isEmpty();
  }

  private static boolean isCalled(TableRules table, String name) {
    return table.chains().values().stream()
        .flatMap(chain -> chain.rules().stream())
        .anyMatch(rule -> rule.target().calledChain().filter(name::equals).isPresent());
  }

  /** Each chain stands behind all that call it. */
  private void place(TableRules table, Chain chain, int layer) {
    layers.merge(id(table, chain.name()), layer, Math::max);
    for (Rule rule : chain.rules()) {
      rule.target()
          .calledChain()
          .flatMap(table::chain)
          .ifPresent(called -> place(table, called, layer + 1));
    }
  }

  private static String id(TableRules table, String chain) {
    return table.table().lowerCase() + ' ' + chain;
  }

  private void draw(TableRules table, int last) {
    for (Chain chain : table.chains().values()) {
      if (isDrawn(table, chain)) {
        boolean hook = table.table().builtInChains().contains(chain.name());
        String id = id(table, chain.name());
        NodeKind kind = hook ? NodeKind.ADDRESS : NodeKind.CHAIN;
        String name = "table " + table.table().lowerCase();
        boxes.box(id, layers.get(id), kind, chain.name(), name);
        chain.rules().forEach(rule -> boxes.rule(id, drawn(table, chain, rule)));
      }
    }
    for (Chain chain : table.chains().values()) {
      ways(table, chain, last)
          .forEach((way, label) -> boxes.edge(way.from(), way.to(), label, way.refusal()));
    }
  }

  private DiagramRule drawn(TableRules table, Chain chain, Rule rule) {
    return new DiagramRule(
        "-t " + table.table().lowerCase() + " -A " + chain.name() + ' ' + rule,
        reasons.of(table.table(), chain.name(), rule).orElse(""));
  }

  /** The arrows out of a chain; what several rules send one way is one arrow. */
  private Map<DiagramEdge, String> ways(TableRules table, Chain chain, int last) {
    Map<DiagramEdge, String> ways = new LinkedHashMap<>();
    for (Rule rule : chain.rules()) {
      Optional<String> called = rule.target().calledChain();
      Optional<NodeKind> verdict = verdict(rule.target());
      verdict.ifPresent(kind -> boxes.box(kind.name(), last, kind, kind.name(), ""));
      Optional<String> to =
          called.map(name -> id(table, name)).or(() -> verdict.map(NodeKind::name));
      if (to.isPresent()) {
        boolean refusal = verdict.filter(kind -> kind != NodeKind.ACCEPT).isPresent();
        String set = reasons.set(rule).map(one -> one.toString()).orElse("");
        ways.merge(
            new DiagramEdge(id(table, chain.name()), to.get(), "", refusal),
            set,
            ConstantPicture::joined);
      }
    }
    return ways;
  }

  private static String joined(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one + other;
    }
    return (", " + one).endsWith(", " + other) ? one : one + ", " + other;
  }

  private static Optional<NodeKind> verdict(Target target) {
    if (target instanceof RejectTarget) {
      return Optional.of(NodeKind.REJECT);
    }
    if (target == Verdict.DROP) {
      return Optional.of(NodeKind.DROP);
    }
    return target == Verdict.ACCEPT ? Optional.of(NodeKind.ACCEPT) : Optional.empty();
  }
}
