// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Rule;

/**
 * A rule of a chain that changes: one that the kernel holds, or a new one. Not a value: the same
 * rule twice is two of them.
 */
final class EditedRule {
  /** How long its entry is. */
  final int size;

  /** The chain that it calls; null if it calls none. */
  final EditedChain calls;

  /** Where its entry stands in the table; negative if it is new. */
  final int place;

  /** How many entries stand in front of it. */
  final int index;

  /** Where its verdict stands in the entry if that leads to a place in the table, else 0. */
  final int verdict;

  /** What it says; null if that is not known, or was not asked yet. */
  Rule rule;

  /** Whether was asked what it says. */
  boolean asked;

  private EditedRule(
      Rule rule, int size, EditedChain calls, int place, int index, int verdict, boolean asked) {
    this.rule = rule;
    this.size = size;
    this.calls = calls;
    this.place = place;
    this.index = index;
    this.verdict = verdict;
    this.asked = asked;
  }

  static EditedRule added(Rule rule, int size, EditedChain calls) {
    return new EditedRule(rule, size, calls, -1, -1, 0, true);
  }

  static EditedRule held(int place, int size, int index, int verdict, EditedChain calls) {
    return new EditedRule(null, size, calls, place, index, verdict, false);
  }

  boolean isNew() {
    return place < 0;
  }
}
