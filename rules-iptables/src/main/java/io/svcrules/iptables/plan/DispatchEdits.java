// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes of a chain that all services share. Rules that cannot meet the same packet stay in
 * the order they are found in, which kube-proxy makes at random; a chain is never flushed.
 */
final class DispatchEdits {
  private final String chain;
  private final List<OwnedRule> desired;
  private final List<OwnedRule> last;
  private final List<Rule> left;
  private final List<PlanStep> steps = new ArrayList<>();
  private final Map<Rule, Cause> causes = new HashMap<>();

  private DispatchEdits(
      String chain, List<Rule> current, List<OwnedRule> desired, List<OwnedRule> last) {
    this.chain = chain;
    this.desired = desired;
    this.last = last;
    this.left = new ArrayList<>(current);
    desired.forEach(owned -> causes.put(owned.rule(), owned.cause()));
    last.forEach(owned -> causes.put(owned.rule(), owned.cause()));
  }

  /**
   * The steps.
   *
   * @param desired the rules of services, in the order that decides between rivals
   * @param last the rules that must stand behind all others
   */
  static List<PlanStep> of(
      String chain, List<Rule> current, List<OwnedRule> desired, List<OwnedRule> last) {
    if (isInPlace(current, desired, last)) {
      return List.of();
    }
    DispatchEdits edits = new DispatchEdits(chain, current, desired, last);
    edits.removeExtra();
    edits.removeDisordered();
    boolean tailMissing = edits.removeTailUnlessLast();
    edits.insertMissing();
    if (tailMissing) {
      last.forEach(
          owned ->
              edits.steps.add(new PlanStep(new Change.Append(chain, owned.rule()), owned.cause())));
    }
    return edits.steps;
  }

  /** Whether the rules are there, one by one: seen at a glance, and most often so. */
  private static boolean isInPlace(
      List<Rule> current, List<OwnedRule> desired, List<OwnedRule> last) {
    if (current.size() != desired.size() + last.size()) {
      return false;
    }
    for (int i = 0; i < current.size(); i++) {
      int behind = i - desired.size();
      OwnedRule owned = behind < 0 ? desired.get(i) : last.get(behind);
      if (!current.get(i).equals(owned.rule())) {
        return false;
      }
    }
    return true;
  }

  /** Takes out what is not desired, or not that often. */
  private void removeExtra() {
    Map<Rule, Integer> wanted = new HashMap<>();
    desired.forEach(owned -> wanted.merge(owned.rule(), 1, Integer::sum));
    last.forEach(owned -> wanted.merge(owned.rule(), 1, Integer::sum));
    Map<Rule, Integer> surplus = new HashMap<>();
    left.forEach(rule -> surplus.merge(rule, 1, Integer::sum));
    wanted.forEach((rule, count) -> surplus.computeIfPresent(rule, (r, n) -> n - count));
    // The first ones go: that is what deleting a rule by its text does.
    left.removeIf(
        rule -> {
          int extra = surplus.get(rule);
          surplus.put(rule, extra - 1);
          if (extra > 0) {
            steps.add(new PlanStep(new Change.DeleteRule(chain, rule), Cause.Common.EXTRA));
          }
          return extra > 0;
        });
  }

  /** Takes out rivals that stand in the wrong order, or that a new rival comes between. */
  private void removeDisordered() {
    Map<Claim, List<Rule>> rivals = new LinkedHashMap<>();
    for (OwnedRule owned : desired) {
      rivals.computeIfAbsent(Claim.of(owned.rule()), c -> new ArrayList<>(1)).add(owned.rule());
    }
    rivals.values().removeIf(rules -> rules.size() < 2);
    if (rivals.isEmpty()) {
      return;
    }
    Map<Claim, List<Rule>> found = new HashMap<>();
    for (Rule rule : left) {
      Claim claim = Claim.of(rule);
      if (rivals.containsKey(claim)) {
        found.computeIfAbsent(claim, c -> new ArrayList<>(2)).add(rule);
      }
    }
    Set<Rule> disordered = new HashSet<>();
    found.forEach(
        (claim, rules) -> {
          if (!rules.equals(rivals.get(claim))) {
            disordered.addAll(rules);
          }
        });
    removeAll(disordered);
  }

  /** Whether the last rules are to be appended; if they stand elsewhere, they go first. */
  private boolean removeTailUnlessLast() {
    List<Rule> tail = last.stream().map(OwnedRule::rule).toList();
    int start = left.size() - tail.size();
    if (start >= 0 && left.subList(start, left.size()).equals(tail)) {
      return false;
    }
    removeAll(new HashSet<>(tail));
    return !tail.isEmpty();
  }

  private void removeAll(Set<Rule> rules) {
    left.removeIf(
        rule -> {
          boolean gone = rules.contains(rule);
          if (gone) {
            steps.add(new PlanStep(new Change.DeleteRule(chain, rule), causes.get(rule)));
          }
          return gone;
        });
  }

  /** Puts the missing ones at the top, in their order. */
  private void insertMissing() {
    Map<Rule, Integer> present = new HashMap<>();
    left.forEach(rule -> present.merge(rule, 1, Integer::sum));
    List<OwnedRule> missing = new ArrayList<>();
    for (OwnedRule owned : desired) {
      int count = present.merge(owned.rule(), -1, Integer::sum);
      if (count < 0) {
        missing.add(owned);
      }
    }
    Collections.reverse(missing);
    for (OwnedRule owned : missing) {
      steps.add(new PlanStep(new Change.Insert(chain, 1, owned.rule()), owned.cause()));
    }
  }
}
