// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.Locale;

/**
 * Writes a diagram as a page: one file that needs no other. Groups can be opened, closed and
 * searched for. Few can be opened without scripts, too; many are drawn when they are opened.
 */
public final class HtmlWriter {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #ffffff; --ink: #0f172a; --soft: #475569;
        --line: #cbd5e1; --bar: #f8fafc; }
      @media (prefers-color-scheme: dark) { :root { --paper: #0f172a; --ink: #f1f5f9;
        --soft: #a3b1c6; --line: #334155; --bar: #1e293b; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 14px/1.45 system-ui, sans-serif; }
      header { position: sticky; top: 0; z-index: 1; background: var(--bar);
        border-bottom: 1px solid var(--line); padding: 12px 20px; display: flex; flex-wrap: wrap;
        gap: 8px 14px; align-items: center; }
      h1 { font-size: 16px; margin: 0; }
      input { font: inherit; color: inherit; background: var(--paper); padding: 5px 9px;
        border: 1px solid var(--line); border-radius: 6px; min-width: 17em; }
      button { font: inherit; color: inherit; background: var(--paper); padding: 5px 10px;
        border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
      output { color: var(--soft); }
      .key { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-left: auto; font-size: 12px;
        color: var(--soft); }
      .key svg { width: 14px; height: 14px; vertical-align: -2px; margin-right: 4px; }
      main { padding: 10px 20px 60px; }
      details { border-bottom: 1px solid var(--line); }
      summary { cursor: pointer; padding: 7px 2px; font-weight: 600; overflow-wrap: anywhere; }
      summary small { font-weight: 400; color: var(--soft); margin-left: 8px; }
      .picture { overflow-x: auto; padding: 2px 0 10px; }
      h2 { font: 600 12px ui-monospace, Menlo, Consolas, monospace; margin: 12px 0 3px; }
      ol { margin: 0 0 8px; padding-left: 26px; }
      li { margin: 2px 0; }
      code { font: 12px ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
      li span { display: block; color: var(--soft); font-size: 13px; }
      .rules { border: 0; margin-bottom: 12px; }
      .rules > summary { font-weight: 400; color: var(--soft); }
      .none { position: absolute; width: 0; height: 0; }
      @media print { header { position: static; } }
      """;

  private static final String SCRIPT =
      """
      (function () {
        var groups = Array.from(document.querySelectorAll('main > details'));
        var field = document.getElementById('search');
        var shown = document.getElementById('shown');
        var pack = document.getElementById('pack');
        var lines = pack ? pack.textContent.split('\\n') : [];
        var shared = pack ? words(lines[0]) : [];
        function words(line) {
          return line.split('\\uf8fd')[0].split('\\uf8fe').map(function (word) {
            return word.replace(/\\uf8fc/g, '\\n');
          });
        }
        function draw(group, line) {
          var own = words(line);
          var body = line.slice(line.indexOf('\\uf8fd') + 1);
          group.insertAdjacentHTML('beforeend', body
            .replace(/[\\ue800-\\uefff]/g, function (c) { return own[c.charCodeAt(0) - 0xe800]; })
            .replace(/[\\ue000-\\ue7ff]/g, function (c) { return shared[c.charCodeAt(0) - 0xe000]; }));
        }
        if (pack) {
          groups.forEach(function (group, i) {
            group.dataset.text = (group.textContent + ' ' + words(lines[i + 1]).join(' ')).toLowerCase();
            group.addEventListener('toggle', function () {
              if (group.open && group.children.length === 1) { draw(group, lines[i + 1]); }
            });
          });
        }
        function search() {
          var words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
          var count = 0;
          groups.forEach(function (group) {
            var text = group.dataset.text;
            var match = words.every(function (word) { return text.indexOf(word) >= 0; });
            group.hidden = !match;
            if (match) { count++; }
          });
          shown.textContent = count + ' of ' + groups.length;
        }
        function all(open) {
          groups.forEach(function (group) { if (!group.hidden) { group.open = open; } });
        }
        field.addEventListener('input', search);
        document.getElementById('open').addEventListener('click', function () { all(true); });
        document.getElementById('close').addEventListener('click', function () { all(false); });
        search();
      })();
      """;

  /** Of more groups a browser would keep too many boxes, and a file too much text. */
  private static final int PLAIN = 100;

  private HtmlWriter() {}

  /** The page; light or dark as the reader's system is. A group that is alone stands open. */
  public static String write(Diagram diagram) {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Nothing may be fetched from anywhere, whatever stands in the objects.
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.append("style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>");
    out.append(Labels.escaped(diagram.title())).append("</title>\n<style>\n");
    out.append(STYLE).append(SvgStyle.TEXT).append("</style>\n</head>\n<body>\n");
    out.append("<svg class=\"d none\" aria-hidden=\"true\">").append(SvgStyle.MARKERS);
    out.append("</svg>\n");
    appendHeader(diagram, out);
    out.append("<main>\n");
    if (diagram.groups().size() > PLAIN) {
      appendPacked(diagram, out);
    } else {
      boolean alone = diagram.groups().size() == 1;
      diagram.groups().forEach(group -> append(group, alone, out));
      out.append("</main>\n");
    }
    out.append("<script>\n").append(SCRIPT).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private static void appendHeader(Diagram diagram, StringBuilder out) {
    out.append("<header><h1>").append(Labels.escaped(diagram.title())).append("</h1>\n");
    out.append("<input id=\"search\" type=\"search\" aria-label=\"Search\" ");
    out.append("placeholder=\"name, address, port, chain\">\n");
    out.append("<output id=\"shown\">").append(diagram.groups().size()).append("</output>\n");
    out.append("<button id=\"open\">Open all</button> <button id=\"close\">Close all</button>\n");
    out.append("<div class=\"key\">");
    for (NodeKind kind : NodeKind.values()) {
      out.append("<span><svg class=\"d\" viewBox=\"0 0 14 14\"><g class=\"").append(kind.word());
      out.append("\"><rect x=\"1\" y=\"1\" width=\"12\" height=\"12\" rx=\"3\"/></g></svg>");
      out.append(kind.word()).append("</span>\n");
    }
    out.append("</div></header>\n");
  }

  private static void appendPacked(Diagram diagram, StringBuilder out) {
    PackedGroups pack = PackedGroups.of(diagram);
    out.append(
        "<noscript>So many pictures are only drawn by the script of this page.</noscript>\n");
    StringBuilder data = new StringBuilder(pack.shared());
    for (DiagramGroup group : diagram.groups()) {
      out.append("<details>");
      appendSummary(group, out);
      out.append("</details>\n");
      StringBuilder inside = new StringBuilder();
      appendInside(group, false, inside);
      data.append('\n').append(pack.pack(group, inside.toString()));
    }
    out.append("</main>\n<script type=\"text/plain\" id=\"pack\">").append(data);
    out.append("</script>\n");
  }

  private static void append(DiagramGroup group, boolean open, StringBuilder out) {
    StringBuilder text = new StringBuilder(group.title());
    group.nodes().forEach(n -> text.append(' ').append(n.title()).append(' ').append(n.subtitle()));
    out.append("<details").append(open ? " open" : "").append(" data-text=\"");
    out.append(Labels.escaped(text.toString().toLowerCase(Locale.ROOT))).append("\">");
    appendSummary(group, out);
    out.append('\n');
    appendInside(group, open, out);
    out.append("</details>\n");
  }

  private static void appendSummary(DiagramGroup group, StringBuilder out) {
    out.append("<summary>").append(Labels.escaped(group.title())).append("<small>");
    out.append(Labels.escaped(summary(group))).append("</small></summary>");
  }

  private static void appendInside(DiagramGroup group, boolean open, StringBuilder out) {
    out.append("<div class=\"picture\">");
    SvgWriter.writeInline(group, out);
    out.append("</div>\n<details class=\"rules\"").append(open ? " open" : "");
    out.append("><summary>every rule, and why it is there</summary>\n");
    group.nodes().forEach(node -> append(node, out));
    out.append("</details>");
  }

  private static String summary(DiagramGroup group) {
    long endpoints = count(group, NodeKind.ENDPOINT);
    long refused = count(group, NodeKind.REJECT) + count(group, NodeKind.DROP);
    return endpoints
        + (endpoints == 1 ? " endpoint" : " endpoints")
        + (refused > 0 ? ", some traffic refused" : "");
  }

  private static long count(DiagramGroup group, NodeKind kind) {
    return group.nodes().stream().filter(node -> node.kind() == kind).count();
  }

  private static void append(DiagramNode node, StringBuilder out) {
    if (node.rules().isEmpty()) {
      return;
    }
    out.append("<h2>").append(Labels.escaped(node.title()));
    out.append(node.subtitle().isEmpty() ? "" : " · " + Labels.escaped(node.subtitle()));
    out.append("</h2><ol>\n");
    for (DiagramRule rule : node.rules()) {
      out.append("<li><code>").append(Labels.escaped(rule.text())).append("</code><span>");
      out.append(Labels.escaped(rule.reason())).append("</span></li>\n");
    }
    out.append("</ol>\n");
  }
}
