// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outcomes, those that are alike as one. */
final class OutcomeList {
  private final Map<List<Object>, Outcome> outcomes = new LinkedHashMap<>();

  void add(Outcome outcome) {
    outcomes.merge(outcome.key(), outcome, Outcome::plus);
  }

  /** All outcomes, in the order in which they came; conditions that decide nothing are gone. */
  List<Outcome> all() {
    List<Outcome> all = new ArrayList<>(outcomes.values());
    if (all.stream().allMatch(outcome -> outcome.conditions().isEmpty())) {
      return all;
    }
    int i = 0;
    while (i < all.size()) {
      i = simplify(all, i) ? 0 : i + 1;
    }
    return all;
  }

  /** Joins an outcome with one that differs in the side of one condition only. */
  private static boolean simplify(List<Outcome> all, int i) {
    Outcome one = all.get(i);
    for (int j = i + 1; j < all.size(); j++) {
      Outcome other = all.get(j);
      for (Condition condition : one.conditions()) {
        Condition opposite = new Condition(condition.visit(), !condition.holds());
        if (other.conditions().contains(opposite)) {
          Outcome without = one.without(condition);
          if (without.key().equals(other.without(opposite).key())
              && one.share().equals(other.share())) {
            all.set(i, without);
            all.remove(j);
            return true;
          }
        }
      }
    }
    return false;
  }
}
