// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

/** Colours of pictures, on light and on dark paper. */
final class SvgStyle {
  /** Of boxes, arrows and text. Colours are those of {@link NodeKind}, darker on dark paper. */
  static final String TEXT =
      """
      svg.d { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
      .d .t { font-size: 12px; fill: #0f172a; }
      .d .s { font-size: 10px; fill: #475569; }
      .d .h { font-size: 14px; font-weight: bold; fill: #0f172a; }
      .d .l { font-size: 10px; fill: #334155; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
      .d rect { stroke-width: 1.5; }
      .d .address rect { fill: #dbeafe; stroke: #2563eb; }
      .d .chain rect { fill: #f1f5f9; stroke: #64748b; }
      .d .endpoint rect, .d .accept rect { fill: #dcfce7; stroke: #16a34a; }
      .d .reject rect { fill: #ffedd5; stroke: #ea580c; }
      .d .drop rect { fill: #fee2e2; stroke: #dc2626; }
      .d path { fill: none; stroke: #94a3b8; stroke-width: 1.5; }
      .d path.refusal { stroke: #dc2626; stroke-dasharray: 5 3; }
      .d marker path { fill: #94a3b8; stroke: none; }
      .d marker.refusal path { fill: #dc2626; }
      @media (prefers-color-scheme: dark) {
        .d .t, .d .h { fill: #f1f5f9; }
        .d .s { fill: #a3b1c6; }
        .d .l { fill: #cbd5e1; stroke: #0f172a; }
        .d .address rect { fill: #172554; stroke: #60a5fa; }
        .d .chain rect { fill: #1e293b; stroke: #94a3b8; }
        .d .endpoint rect, .d .accept rect { fill: #052e16; stroke: #4ade80; }
        .d .reject rect { fill: #431407; stroke: #fb923c; }
        .d .drop rect { fill: #450a0a; stroke: #f87171; }
        .d path { stroke: #64748b; }
        .d path.refusal { stroke: #f87171; }
        .d marker path { fill: #64748b; }
        .d marker.refusal path { fill: #f87171; }
      }
      """;

  /** The heads of arrows; once in a document. */
  static final String MARKERS =
      """
      <defs>
      <marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" \
      orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
      <marker id="refused" class="refusal" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" \
      markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
      </defs>
      """;

  private SvgStyle() {}
}
