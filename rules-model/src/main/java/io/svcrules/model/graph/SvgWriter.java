// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

/** Writes a diagram as a picture in SVG 1.1, its groups below each other. */
public final class SvgWriter {
  private static final int HEADING = 28;

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
      append(group, layout, body);
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

  /** A group alone, for a page that has styles and heads of arrows. */
  static void writeInline(DiagramGroup group, StringBuilder out) {
    Layout layout = Layout.of(group);
    appendStart(layout.width(), layout.height(), out);
    append(group, layout, out);
    out.append("</svg>\n");
  }

  private static void appendStart(int width, int height, StringBuilder out) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"d\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\">\n");
  }

  private static void append(DiagramGroup group, Layout layout, StringBuilder out) {
    group.edges().forEach(edge -> appendLine(edge, layout, out));
    layout.boxes().forEach(box -> append(box, out));
    group.edges().forEach(edge -> appendLabel(edge, layout, out));
  }

  private static void append(Layout.Box box, StringBuilder out) {
    DiagramNode node = box.node();
    boolean single = node.subtitle().isEmpty();
    out.append("<g class=\"").append(node.kind().word()).append("\"><title>");
    out.append(Labels.escaped(Labels.tooltip(node))).append("</title><rect x=\"");
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

  private static void appendLine(DiagramEdge edge, Layout layout, StringBuilder out) {
    Layout.Box from = layout.box(edge.from());
    Layout.Box to = layout.box(edge.to());
    int x = from.x() + from.width();
    int bend = Math.max(24, (to.x() - x) / 2);
    out.append("<path").append(edge.refusal() ? " class=\"refusal\"" : "").append(" d=\"M");
    out.append(x).append(' ').append(from.middle()).append('C').append(x + bend).append(' ');
    out.append(from.middle()).append(' ').append(to.x() - bend).append(' ').append(to.middle());
    out.append(' ').append(to.x()).append(' ').append(to.middle());
    out.append("\" marker-end=\"url(#")
        .append(edge.refusal() ? "refused" : "head")
        .append(")\"/>\n");
  }

  /** Beside the box the arrow leads to: where arrows part, labels would lie upon each other. */
  private static void appendLabel(DiagramEdge edge, Layout layout, StringBuilder out) {
    if (!edge.label().isEmpty()) {
      Layout.Box to = layout.box(edge.to());
      out.append("<text class=\"l\" text-anchor=\"end\" x=\"").append(to.x() - 14);
      out.append("\" y=\"").append(labelHeight(edge, layout)).append("\">");
      out.append(Labels.escaped(edge.label())).append("</text>\n");
    }
  }

  private static int labelHeight(DiagramEdge edge, Layout layout) {
    Layout.Box from = layout.box(edge.from());
    Layout.Box to = layout.box(edge.to());
    return from.middle() > to.middle() ? to.middle() + 13 : to.middle() - 5;
  }
}
