// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.RecentMatch;
import io.svcrules.iptables.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The changes that turn the rules of a chain into others whose order matters. Rules that stay keep
 * their counters.
 */
final class ChainEdits {
  /** Comparing each rule with each is worth while up to so many comparisons. */
  private static final int COMPARISONS = 250_000;

  private final String chain;
  private final List<Rule> current;
  private final List<Rule> desired;

  private ChainEdits(String chain, List<Rule> current, List<Rule> desired) {
    this.chain = chain;
    this.current = current;
    this.desired = desired;
  }

  static List<Change> of(String chain, List<Rule> current, List<Rule> desired) {
    if (current.equals(desired)) {
      return List.of();
    }
    ChainEdits edits = new ChainEdits(chain, current, desired);
    boolean[] kept = new boolean[current.size()];
    boolean[] present = new boolean[desired.size()];
    // Taking out a rule by its text takes out the first that is equal: of twins, the wrong one.
    boolean editable =
        edits.isWithoutTwins() && edits.markCommon(kept, present) && edits.isDeletable(kept);
    List<Change> changes = editable ? edits.edits(kept, present) : List.of();
    return editable && changes.size() <= desired.size() ? changes : edits.rewrite();
  }

  private boolean isWithoutTwins() {
    return new HashSet<>(current).size() == current.size();
  }

  /**
   * Whether all rules that go can be named by their text. iptables does not find a rule of the
   * match recent by the line it prints for it, if the rule was made without a mask, as kube-proxy's
   * are.
   */
  private boolean isDeletable(boolean[] kept) {
    for (int i = 0; i < kept.length; i++) {
      if (!kept[i] && current.get(i).matches().stream().anyMatch(RecentMatch.class::isInstance)) {
        return false;
      }
    }
    return true;
  }

  /** Marks a longest common subsequence; false if finding it would take too long. */
  private boolean markCommon(boolean[] kept, boolean[] present) {
    int start = 0;
    int shorter = Math.min(current.size(), desired.size());
    while (start < shorter && current.get(start).equals(desired.get(start))) {
      kept[start] = true;
      present[start] = true;
      start++;
    }
    int end = 0;
    while (end < shorter - start && fromEnd(current, end).equals(fromEnd(desired, end))) {
      kept[current.size() - 1 - end] = true;
      present[desired.size() - 1 - end] = true;
      end++;
    }
    int rows = current.size() - start - end;
    int columns = desired.size() - start - end;
    if ((long) rows * columns > COMPARISONS) {
      return false;
    }
    markMiddle(start, lengths(start, rows, columns), kept, present);
    return true;
  }

  private static Rule fromEnd(List<Rule> rules, int index) {
    return rules.get(rules.size() - 1 - index);
  }

  /** How long the common subsequence is from each pair of positions on. */
  private int[][] lengths(int start, int rows, int columns) {
    int[][] lengths = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        boolean equal = current.get(start + i).equals(desired.get(start + j));
        lengths[i][j] =
            equal ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  private void markMiddle(int start, int[][] lengths, boolean[] kept, boolean[] present) {
    int i = 0;
    int j = 0;
    while (i < lengths.length - 1 && j < lengths[0].length - 1) {
      if (current.get(start + i).equals(desired.get(start + j))) {
        kept[start + i++] = true;
        present[start + j++] = true;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  private List<Change> edits(boolean[] kept, boolean[] present) {
    List<Change> changes = new ArrayList<>();
    int size = current.size();
    for (int i = 0; i < kept.length; i++) {
      if (!kept[i]) {
        changes.add(new Change.DeleteRule(chain, current.get(i)));
        size--;
      }
    }
    for (int j = 0; j < present.length; j++) {
      if (!present[j]) {
        changes.add(
            j == size
                ? new Change.Append(chain, desired.get(j))
                : new Change.Insert(chain, j + 1, desired.get(j)));
        size++;
      }
    }
    return changes;
  }

  private List<Change> rewrite() {
    List<Change> changes = new ArrayList<>(desired.size() + 1);
    changes.add(new Change.CreateOrFlush(chain));
    desired.forEach(rule -> changes.add(new Change.Append(chain, rule)));
    return changes;
  }
}
