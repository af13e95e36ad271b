// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which chains the rules of a table call. */
public final class ChainGraph {
  private final Function<String, List<Rule>> rulesOf;

  /** A graph of the rules that the function gives for each chain; none for unknown chains. */
  ChainGraph(Function<String, List<Rule>> rulesOf) {
    this.rulesOf = rulesOf;
  }

  /** The graph of a table. */
  public static ChainGraph of(TableRules table) {
    return new ChainGraph(name -> table.chain(name).map(Chain::rules).orElse(List.of()));
  }

  /** All chains that packets come to from these ones, which are among them. */
  public Set<String> reachableFrom(Collection<String> starts) {
    Set<String> seen = new HashSet<>(starts);
    Deque<String> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      for (Rule rule : rulesOf.apply(open.pop())) {
        String called = rule.target().calledChain().orElse(null);
        if (called != null && seen.add(called)) {
          open.push(called);
        }
      }
    }
    return seen;
  }

  /** A chain of a circle that packets come to from these chains. */
  public Optional<String> findLoop(Collection<String> starts) {
    // False while a walk is inside the chain, true once it has left it. No recursion: chains may
    // nest deeper than the stack.
    Map<String, Boolean> left = new HashMap<>();
    for (String start : starts) {
      if (left.putIfAbsent(start, false) == null) {
        Optional<String> loop = walk(start, left);
        if (loop.isPresent()) {
          return loop;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> walk(String start, Map<String, Boolean> left) {
    Deque<Step> path = new ArrayDeque<>();
    path.push(new Step(start, rulesOf.apply(start)));
    while (!path.isEmpty()) {
      String called = path.peek().nextCalled();
      if (called == null) {
        left.put(path.pop().chain, true);
      } else {
        Boolean seen = left.putIfAbsent(called, false);
        if (seen == null) {
          path.push(new Step(called, rulesOf.apply(called)));
        } else if (!seen) {
          return Optional.of(called);
        }
      }
    }
    return Optional.empty();
  }

  /** How far a walk has come in a chain. */
  private static final class Step {
    private final String chain;
    private final List<Rule> rules;
    private int next;

    Step(String chain, List<Rule> rules) {
      this.chain = chain;
      this.rules = rules;
    }

    /** The chain that the next jump calls; null at the end. */
    String nextCalled() {
      while (next < rules.size()) {
        Optional<String> called = rules.get(next++).target().calledChain();
        if (called.isPresent()) {
          return called.get();
        }
      }
      return null;
    }
  }
}
