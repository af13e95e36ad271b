// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.HashMap;
import java.util.Map;

/** Writes a diagram in the language of Mermaid. */
public final class MermaidWriter {
  private final StringBuilder out = new StringBuilder("flowchart LR\n");
  private int edges;

  private MermaidWriter() {}

  /** The text for Mermaid, which GitHub and others show as a picture. */
  public static String write(Diagram diagram) {
    MermaidWriter writer = new MermaidWriter();
    for (NodeKind kind : NodeKind.values()) {
      writer.out.append("  classDef ").append(kind.word()).append(" fill:").append(kind.fill());
      writer.out.append(",stroke:").append(kind.stroke()).append(",color:#0f172a\n");
    }
    StringBuilder refusals = new StringBuilder();
    for (int i = 0; i < diagram.groups().size(); i++) {
      writer.write(diagram.groups().get(i), i, refusals);
    }
    return writer.out.append(refusals).toString();
  }

  private void write(DiagramGroup group, int number, StringBuilder refusals) {
    out.append("  subgraph g").append(number).append("[\"").append(escaped(group.title()));
    out.append("\"]\n    direction LR\n");
    Map<String, String> names = new HashMap<>();
    for (DiagramNode node : group.nodes()) {
      String name = "n" + number + "_" + names.size();
      names.put(node.id(), name);
      out.append("    ").append(name).append("[\"").append(escaped(node.title()));
      if (!node.subtitle().isEmpty()) {
        out.append("<br/>").append(escaped(node.subtitle()));
      }
      out.append("\"]:::").append(node.kind().word()).append('\n');
    }
    for (DiagramEdge edge : group.edges()) {
      out.append("    ").append(names.get(edge.from())).append(" -->");
      out.append(edge.label().isEmpty() ? "" : "|\"" + escaped(edge.label()) + "\"|");
      out.append(' ').append(names.get(edge.to())).append('\n');
      if (edge.refusal()) {
        refusals.append("  linkStyle ").append(edges).append(" stroke:");
        refusals.append(NodeKind.DROP.stroke()).append('\n');
      }
      edges++;
    }
    out.append("  end\n");
  }

  /** Entity codes with a number sign: the language's own way to write special characters. */
  private static String escaped(String text) {
    return text.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace('\n', ' ');
  }
}
