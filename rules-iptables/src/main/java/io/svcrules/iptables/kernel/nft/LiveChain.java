// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one chain with their handles, as a transaction changes them. Rules at the ends are
 * added, and rules found by what they say, in constant time: a shared chain has one for each
 * service.
 */
final class LiveChain {
  /** The ends of the list; not rules. */
  private final LiveRule head = new LiveRule(null, LiveRule.PENDING);

  private final LiveRule tail = new LiveRule(null, LiveRule.PENDING);

  // Equal rules in their order. Made when the first rule is looked for, kept up to date from then
  // on, and given up when a rule comes between others.
  private Map<Rule, Deque<LiveRule>> byRule;
  private int size;

  LiveChain(List<HandledRule> rules) {
    head.next = tail;
    tail.previous = head;
    rules.forEach(rule -> link(new LiveRule(rule.rule(), rule.handle()), tail));
  }

  int size() {
    return size;
  }

  /** Whether the kernel has told the handles of all rules. */
  boolean isSettled() {
    for (LiveRule rule = head.next; rule != tail; rule = rule.next) {
      if (rule.isPending()) {
        return false;
      }
    }
    return true;
  }

  /** The rule at a position, 1 for the first; there must be one. */
  LiveRule at(int position) {
    LiveRule rule = head.next;
    for (int i = 1; i < position; i++) {
      rule = rule.next;
    }
    return rule;
  }

  /** The first of the rules that say the same. */
  Optional<LiveRule> first(Rule rule) {
    if (byRule == null) {
      byRule = new HashMap<>();
      for (LiveRule one = head.next; one != tail; one = one.next) {
        equalTo(one.rule).addLast(one);
      }
    }
    Deque<LiveRule> found = byRule.get(rule);
    return found == null ? Optional.empty() : Optional.ofNullable(found.peekFirst());
  }

  private Deque<LiveRule> equalTo(Rule rule) {
    return byRule.computeIfAbsent(rule, r -> new ArrayDeque<>(1));
  }

  LiveRule prepend(Rule rule) {
    LiveRule added = link(new LiveRule(rule, LiveRule.PENDING), head.next);
    if (byRule != null) {
      equalTo(rule).addFirst(added);
    }
    return added;
  }

  LiveRule append(Rule rule) {
    LiveRule added = link(new LiveRule(rule, LiveRule.PENDING), tail);
    if (byRule != null) {
      equalTo(rule).addLast(added);
    }
    return added;
  }

  LiveRule insertBefore(LiveRule next, Rule rule) {
    byRule = null;
    return link(new LiveRule(rule, LiveRule.PENDING), next);
  }

  void remove(LiveRule rule) {
    rule.previous.next = rule.next;
    rule.next.previous = rule.previous;
    size--;
    if (byRule != null) {
      byRule.computeIfPresent(
          rule.rule,
          (key, equal) -> {
            equal.remove(rule);
            return equal.isEmpty() ? null : equal;
          });
    }
  }

  void clear() {
    head.next = tail;
    tail.previous = head;
    byRule = null;
    size = 0;
  }

  private LiveRule link(LiveRule rule, LiveRule next) {
    rule.previous = next.previous;
    rule.next = next;
    next.previous.next = rule;
    next.previous = rule;
    size++;
    return rule;
  }
}
