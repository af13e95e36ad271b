// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

/** Texts that writers share. */
final class Labels {
  private Labels() {}

  /** The rules of a box with their reasons, a line each. */
  static String tooltip(DiagramNode node) {
    StringBuilder out = new StringBuilder(node.subtitle().isEmpty() ? node.title() : "");
    out.append(node.subtitle());
    for (DiagramRule rule : node.rules()) {
      out.append('\n').append(rule.text()).append("\n  ").append(rule.reason());
    }
    return out.toString();
  }

  /** Text for HTML and XML, within elements and quoted attributes. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // XML knows no other control characters (XML 1.0, section 2.2).
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
    return out.toString();
  }
}
