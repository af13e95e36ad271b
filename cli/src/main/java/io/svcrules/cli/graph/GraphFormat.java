// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.graph;

import io.svcrules.model.graph.Diagram;
import io.svcrules.model.graph.DotWriter;
import io.svcrules.model.graph.HtmlWriter;
import io.svcrules.model.graph.MermaidWriter;
import io.svcrules.model.graph.SvgWriter;

/** {@code -o} of graph: what standard output holds. */
public enum GraphFormat {
  /** The language of Graphviz. */
  DOT("dot"),
  /** The language of Mermaid. */
  MERMAID("mermaid"),
  /** A picture. */
  SVG("svg"),
  /** A page with pictures, rules and reasons. */
  HTML("html");

  private final String spelling;

  GraphFormat(String spelling) {
    this.spelling = spelling;
  }

  /** The diagram in this format. */
  String write(Diagram diagram) {
    return switch (this) {
      case DOT -> DotWriter.write(diagram);
      case MERMAID -> MermaidWriter.write(diagram);
      case SVG -> SvgWriter.write(diagram);
      case HTML -> HtmlWriter.write(diagram);
    };
  }

  @Override
  public String toString() {
    return spelling;
  }
}
