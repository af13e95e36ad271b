// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.diff.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which lines of a text another one keeps, in the same order. */
final class LineDiff {
  /** Comparing each line with each is worth while up to so many comparisons. */
  private static final int COMPARISONS = 1_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<DiffLine> lines = new ArrayList<>();

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** All lines of both. Too many that differ in one place are not matched with each other. */
  static List<DiffLine> of(List<String> before, List<String> after) {
    return new LineDiff(before, after).lines();
  }

  private List<DiffLine> lines() {
    int shorter = Math.min(before.size(), after.size());
    int start = 0;
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && fromEnd(before, end).equals(fromEnd(after, end))) {
      end++;
    }
    add(Kind.CONTEXT, before.subList(0, start));
    middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    add(Kind.CONTEXT, before.subList(before.size() - end, before.size()));
    return lines;
  }

  private static String fromEnd(List<String> list, int index) {
    return list.get(list.size() - 1 - index);
  }

  private void add(Kind kind, List<String> texts) {
    texts.forEach(text -> lines.add(new DiffLine(kind, text)));
  }

  private void middle(List<String> old, List<String> young) {
    int i = 0;
    int j = 0;
    if ((long) old.size() * young.size() <= COMPARISONS) {
      int[][] common = common(old, young);
      while (i < old.size() && j < young.size()) {
        if (old.get(i).equals(young.get(j))) {
          lines.add(new DiffLine(Kind.CONTEXT, old.get(i)));
          i++;
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add(new DiffLine(Kind.REMOVED, old.get(i++)));
        } else {
          lines.add(new DiffLine(Kind.ADDED, young.get(j++)));
        }
      }
    }
    add(Kind.REMOVED, old.subList(i, old.size()));
    add(Kind.ADDED, young.subList(j, young.size()));
  }

  /** How long the longest common subsequence is from each pair of positions on. */
  private static int[][] common(List<String> old, List<String> young) {
    int[][] common = new int[old.size() + 1][young.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = young.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(young.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
