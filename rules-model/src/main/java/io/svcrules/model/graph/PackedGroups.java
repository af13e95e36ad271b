// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The insides of many groups as text that a script of the page makes markup of, a group when it is
 * opened. What occurs again and again is one character there: of a private use area of Unicode.
 */
final class PackedGroups {
  /** Stands between words; {@link #END} stands behind them. */
  static final char BETWEEN = '\uf8fe';

  static final char END = '\uf8fd';

  /** The end of a line within a word. */
  static final char LINE = '\uf8fc';

  /** Stand for words of all groups, and for those of one. */
  static final char SHARED = '\ue000';

  static final char OWN = '\ue800';

  /** As many words have characters of their own. */
  private static final int MOST = 0x800;

  /** Shorter words are left as they are. */
  private static final int SHORTEST = 5;

  private static final List<String> MARKUP =
      List.of(
          "</ol>\n<h2>",
          "</h2><ol>\n<li><code>-t nat -A ",
          "<li><code>-t nat -A ",
          "<li><code>-t filter -A ",
          "</text></g>\n<g class=\"endpoint\"><rect x=\"",
          "</text></g>\n<g class=\"chain\"><rect x=\"",
          "</text></g>\n<g class=\"address\"><rect x=\"",
          "</text></g>\n<text class=\"l\" text-anchor=\"end\" x=\"",
          "</text></g>\n",
          "</text>\n<text class=\"l\" text-anchor=\"end\" x=\"",
          "</details>",
          "<details class=\"rules\"><summary>every rule, and why it is there</summary>",
          "<div class=\"picture\"><svg xmlns=\"http://www.w3.org/2000/svg\" class=\"d\" width=\"",
          "\" marker-end=\"url(#head)\"/>\n<g class=\"address\"><rect x=\"",
          "\" marker-end=\"url(#head)\"/>\n<path d=\"",
          "\" rx=\"6\"/><text class=\"t\" x=\"",
          "</text><text class=\"s\" x=\"",
          "\" width=\"176\" height=\"38",
          "\" height=\"",
          " -m comment --comment &quot;",
          " -m statistic --mode random --probability ",
          " -m tcp --dport ",
          " -p tcp -m tcp -j DNAT --to-destination ",
          " -j KUBE-MARK-MASQ",
          " cluster IP&quot;",
          "\n");

  private final List<String> words;

  private PackedGroups(List<String> words) {
    this.words = words;
  }

  /** A pack of the groups of a diagram. */
  static PackedGroups of(Diagram diagram) {
    Set<String> words = new LinkedHashSet<>();
    for (DiagramGroup group : diagram.groups()) {
      for (DiagramNode node : group.nodes()) {
        node.rules().forEach(rule -> words.add(plain(behind(rule))));
      }
    }
    List<String> all = new ArrayList<>(sorted(words));
    all.addAll(MARKUP);
    return new PackedGroups(all);
  }

  /** What stands behind a rule, with the reason that many rules share. */
  private static String behind(DiagramRule rule) {
    return "</code><span>" + Labels.escaped(rule.reason()) + "</span></li>\n";
  }

  /** Longer ones first, lest a part of one is taken for all of it. */
  private static List<String> sorted(Set<String> words) {
    return words.stream()
        .filter(word -> word.length() >= SHORTEST)
        .sorted(Comparator.comparing((String word) -> -word.length()).thenComparing(word -> word))
        .limit(MOST - MARKUP.size())
        .toList();
  }

  /** The words of all groups. */
  String shared() {
    return line(words);
  }

  /**
   * A group: its own words, and its inside.
   *
   * @param inside the markup
   */
  String pack(DiagramGroup group, String inside) {
    Set<String> titles = new LinkedHashSet<>();
    for (DiagramNode node : group.nodes()) {
      titles.add(plain(Labels.escaped(node.title())));
      titles.add(plain(Labels.escaped(node.subtitle())));
    }
    List<String> own = sorted(titles);
    String packed = replaced(plain(inside), words, SHARED);
    return line(own) + END + replaced(packed, own, OWN);
  }

  private static String line(List<String> words) {
    return String.join(String.valueOf(BETWEEN), words).replace('\n', LINE);
  }

  private static String replaced(String text, List<String> words, char first) {
    String result = text;
    for (int i = 0; i < words.size(); i++) {
      result = result.replace(words.get(i), String.valueOf((char) (first + i)));
    }
    return result;
  }

  /** Text that has no character with a meaning of its own here. */
  private static String plain(String text) {
    if (text.chars().noneMatch(c -> c >= SHARED && c <= BETWEEN)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= SHARED && c <= BETWEEN) {
        out.append("&#").append((int) c).append(';');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
