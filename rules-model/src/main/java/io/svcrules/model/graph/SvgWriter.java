// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a diagram as a picture in SVG 1.1, its groups below each other. */
public final class SvgWriter {
  private static final int HEADING = 28;
  private static final int LABEL_ROW = 11;

  private SvgWriter() {}

  /** A file of its own; light or dark as the reader's system is. */
  public static String write(Diagram diagram) {
    StringBuilder body = new StringBuilder();
    int y = 0;
    int width = 200;
    for (DiagramGroup group : diagram.groups()) {
      Layout layout = Layout.of(group);
      body.append("<g transform=\"translate(0 ").append(y + HEADING).append(")\">\n");
      body.append("<text class=\"h\" x=\"10\" y=\"-8\">");
      body.append(Labels.escaped(group.title())).append("</text>\n");
      append(group, layout, true, body);
      body.append("</g>\n");
      y += HEADING + layout.height() + 12;
      width = Math.max(width, Math.max(layout.width(), 20 + 9 * group.title().length()));
    }
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    appendStart(width, Math.max(y, HEADING), out);
    out.append("<title>").append(Labels.escaped(diagram.title())).append("</title>\n");
    out.append("<style>\n").append(SvgStyle.TEXT);
    out.append("svg.d { background: #ffffff; }\n");
    out.append("@media (prefers-color-scheme: dark) { svg.d { background: #0f172a; } }\n");
    out.append("</style>\n").append(SvgStyle.MARKERS).append(body);
    return out.append("</svg>\n").toString();
  }

  /** A group alone, for a page that has styles, heads of arrows, and all rules beside it. */
  static void writeInline(DiagramGroup group, StringBuilder out) {
    Layout layout = Layout.of(group);
    appendStart(layout.width(), layout.height(), out);
    append(group, layout, false, out);
    out.append("</svg>\n");
  }

  private static void appendStart(int width, int height, StringBuilder out) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"d\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\">\n");
  }

  private static void append(
      DiagramGroup group, Layout layout, boolean tooltips, StringBuilder out) {
    List<DiagramEdge> edges = group.edges();
    for (int i = 0; i < edges.size(); i++) {
      appendLine(edges.get(i), i, layout, out);
    }
    layout.boxes().forEach(box -> append(box, tooltips, out));
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < edges.size(); i++) {
      appendLabel(edges.get(i), i, layout, labels, out);
    }
  }

  private static void append(Layout.Box box, boolean tooltip, StringBuilder out) {
    DiagramNode node = box.node();
    boolean single = node.subtitle().isEmpty();
    out.append("<g class=\"").append(node.kind().word()).append("\">");
    if (tooltip) {
      out.append("<title>").append(Labels.escaped(Labels.tooltip(node))).append("</title>");
    }
    out.append("<rect x=\"");
    out.append(box.x()).append("\" y=\"").append(box.y()).append("\" width=\"");
    out.append(box.width()).append("\" height=\"").append(box.height()).append("\" rx=\"6\"/>");
    appendText("t", box.x() + 12, box.y() + (single ? 23 : 16), node.title(), out);
    if (!single) {
      appendText("s", box.x() + 12, box.y() + 30, node.subtitle(), out);
    }
    out.append("</g>\n");
  }

  private static void appendText(String style, int x, int y, String text, StringBuilder out) {
    out.append("<text class=\"").append(style).append("\" x=\"").append(x).append("\" y=\"");
    out.append(y).append("\">").append(Labels.escaped(text)).append("</text>");
  }

  private static void appendLine(DiagramEdge edge, int number, Layout layout, StringBuilder out) {
    Layout.Box from = layout.box(edge.from());
    Layout.Box to = layout.box(edge.to());
    out.append("<path").append(edge.refusal() ? " class=\"refusal\"" : "").append(" d=\"M");
    out.append(from.right()).append(' ').append(from.middle());
    int x = from.right();
    int y = from.middle();
    for (Layout.Lane lane : layout.lanes(number)) {
      appendCurve(x, y, lane.left(), lane.middle(), out);
      out.append('H').append(lane.right());
      x = lane.right();
      y = lane.middle();
    }
    appendCurve(x, y, to.x(), to.middle(), out);
    out.append("\" marker-end=\"url(#").append(edge.refusal() ? "refused" : "head");
    out.append(")\"/>\n");
  }

  private static void appendCurve(int x, int y, int toX, int toY, StringBuilder out) {
    int bend = (toX - x) / 2;
    out.append('C').append(x + bend).append(' ').append(y).append(' ');
    out.append(toX - bend).append(' ').append(toY).append(' ');
    out.append(toX).append(' ').append(toY);
  }

  /**
   * Beside the box the arrow leads to, on the side where the arrow does not come from.
   *
   * @param labels how many there are on a side of a box already
   */
  private static void appendLabel(
      DiagramEdge edge, int number, Layout layout, Map<String, Integer> labels, StringBuilder out) {
    if (edge.label().isEmpty()) {
      return;
    }
    Layout.Box to = layout.box(edge.to());
    boolean above = layout.before(number) >= to.middle();
    int row = labels.merge(edge.to() + (above ? " above" : " below"), 1, Integer::sum) - 1;
    int y = above ? to.middle() - 5 - row * LABEL_ROW : to.middle() + 13 + row * LABEL_ROW;
    out.append("<text class=\"l\" text-anchor=\"end\" x=\"").append(to.x() - 12);
    out.append("\" y=\"").append(y).append("\">");
    out.append(Labels.escaped(edge.label())).append("</text>\n");
  }
}
