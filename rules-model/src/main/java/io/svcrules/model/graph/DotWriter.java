// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.HashMap;
import java.util.Map;

/** Writes a diagram in the language of Graphviz. */
public final class DotWriter {
  private DotWriter() {}

  /** The text for {@code dot}. */
  public static String write(Diagram diagram) {
    StringBuilder out = new StringBuilder("digraph ");
    out.append(quoted(diagram.title())).append(" {\n  rankdir=LR;\n");
    out.append("  node [shape=box, style=\"rounded,filled\", fontname=monospace, fontsize=10];\n");
    out.append("  edge [fontname=monospace, fontsize=9];\n");
    for (int i = 0; i < diagram.groups().size(); i++) {
      write(diagram.groups().get(i), i, out);
    }
    return out.append("}\n").toString();
  }

  private static void write(DiagramGroup group, int number, StringBuilder out) {
    out.append("  subgraph cluster_").append(number).append(" {\n    label=");
    out.append(quoted(group.title())).append(";\n");
    Map<String, String> names = new HashMap<>();
    for (DiagramNode node : group.nodes()) {
      String name = "n" + number + "_" + names.size();
      names.put(node.id(), name);
      out.append("    ").append(name).append(" [label=").append(quoted(label(node)));
      out.append(", tooltip=").append(quoted(Labels.tooltip(node)));
      out.append(", fillcolor=\"").append(node.kind().fill());
      out.append("\", color=\"").append(node.kind().stroke()).append("\"];\n");
    }
    for (DiagramEdge edge : group.edges()) {
      out.append("    ").append(names.get(edge.from())).append(" -> ");
      out.append(names.get(edge.to())).append(" [label=").append(quoted(edge.label()));
      out.append(edge.refusal() ? ", color=\"" + NodeKind.DROP.stroke() + "\"];\n" : "];\n");
    }
    out.append("  }\n");
  }

  private static String label(DiagramNode node) {
    return node.subtitle().isEmpty() ? node.title() : node.title() + '\n' + node.subtitle();
  }

  /** In a quoted string a quotation mark and a backslash need a backslash. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
