// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.DiagramRule;
import io.svcrules.model.graph.NodeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects boxes and arrows, in the order in which they are first spoken of, each once. */
final class Boxes {
  private final Map<String, DiagramNode> nodes = new LinkedHashMap<>();
  private final Map<String, List<DiagramRule>> rules = new LinkedHashMap<>();
  private final Set<DiagramEdge> edges = new LinkedHashSet<>();

  void box(String id, int layer, NodeKind kind, String title, String subtitle) {
    nodes.putIfAbsent(id, new DiagramNode(id, layer, kind, title, subtitle, List.of()));
  }

  void rule(String id, DiagramRule rule) {
    rules.computeIfAbsent(id, none -> new ArrayList<>()).add(rule);
  }

  void edge(String from, String to, String label, boolean refusal) {
    edges.add(new DiagramEdge(from, to, label, refusal));
  }

  List<DiagramNode> nodes() {
    return nodes.values().stream().map(this::withRules).toList();
  }

  List<DiagramEdge> edges() {
    return List.copyOf(edges);
  }

  private DiagramNode withRules(DiagramNode node) {
    return new DiagramNode(
        node.id(),
        node.layer(),
        node.kind(),
        node.title(),
        node.subtitle(),
        rules.getOrDefault(node.id(), List.of()));
  }
}
