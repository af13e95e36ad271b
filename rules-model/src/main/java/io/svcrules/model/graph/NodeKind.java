// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.Locale;

/** What becomes of packets at a box: decides on its colour. */
public enum NodeKind {
  /** They come in. */
  ADDRESS("#dbeafe", "#2563eb"),
  /** They are sorted. */
  CHAIN("#f1f5f9", "#64748b"),
  /** They are delivered. */
  ENDPOINT("#dcfce7", "#16a34a"),
  /** They are let in, to the node itself. */
  ACCEPT("#dcfce7", "#16a34a"),
  /** They are refused with an answer. */
  REJECT("#ffedd5", "#ea580c"),
  /** They are dropped without a word. */
  DROP("#fee2e2", "#dc2626");

  private final String fill;
  private final String stroke;

  NodeKind(String fill, String stroke) {
    this.fill = fill;
    this.stroke = stroke;
  }

  /** The word for it in style sheets. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The colour inside, on light paper: {@code #rrggbb}. */
  String fill() {
    return fill;
  }

  /** The colour of the border: {@code #rrggbb}. */
  String stroke() {
    return stroke;
  }
}
