// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that belong to one {@code -m NAME} or {@code -j NAME}. A reader takes those it knows;
 * if some are left, it did not understand the extension.
 */
final class ExtensionWords {
  private final List<String> words = new ArrayList<>();
  // One bit for each word that was taken; no known extension has more than 64.
  private long taken;
  private int left;
  private boolean negated;
  private String name = "";
  private boolean target;

  /** Starts anew. */
  void start(String newName, boolean isTarget) {
    name = newName;
    target = isTarget;
    words.clear();
    taken = 0;
    left = 0;
  }

  String name() {
    return name;
  }

  boolean isTarget() {
    return target;
  }

  void add(String word) {
    words.add(word);
    left++;
  }

  /** All words, taken or not. */
  List<String> all() {
    return words;
  }

  /** Whether no word is left. */
  boolean isEmpty() {
    return left == 0;
  }

  /** Takes an option without value, unless it is negated. */
  boolean takeFlag(String option) {
    int index = find(option);
    if (index < 0 || isNegated(index)) {
      return false;
    }
    take(index);
    return true;
  }

  /** Takes an option and the value behind it, unless it is negated; null if it is not there. */
  String take(String option) {
    int index = find(option);
    return index < 0 || isNegated(index) ? null : takeValue(index);
  }

  /** Takes an option that may be negated, see {@link #wasNegated}, and the value behind it. */
  String takeNegatable(String option) {
    int index = find(option);
    if (index < 0) {
      return null;
    }
    takeNegation(index);
    return takeValue(index);
  }

  /** Takes an option that may be negated, see {@link #wasNegated}, and has no value. */
  boolean takeNegatableFlag(String option) {
    int index = find(option);
    if (index < 0) {
      return false;
    }
    takeNegation(index);
    take(index);
    return true;
  }

  /** Whether the option that was last taken as negatable was negated. */
  boolean wasNegated() {
    return negated;
  }

  private void takeNegation(int index) {
    negated = isNegated(index);
    if (negated) {
      take(index - 1);
    }
  }

  private String takeValue(int index) {
    if (index + 1 == words.size()) {
      return null;
    }
    take(index);
    take(index + 1);
    return words.get(index + 1);
  }

  private int find(String option) {
    for (int i = 0; i < words.size() && i < Long.SIZE; i++) {
      if ((taken & 1L << i) == 0 && words.get(i).equals(option)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isNegated(int index) {
    return index > 0 && words.get(index - 1).equals("!");
  }

  private void take(int index) {
    taken |= 1L << index;
    left--;
  }
}
