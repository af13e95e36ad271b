// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.iptables.RestoreException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes of one table on top of what it holds. Only the chains that change are copied; the table
 * it started from stays as it is.
 */
final class TableEditor implements ChangeReceiver {
  private final TableRules before;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> newlyCalled = new HashSet<>();
  // Counted when the first chain is deleted, kept up to date from then on.
  private Map<String, Integer> calls;

  TableEditor(TableRules before) {
    this.before = before;
  }

  /** A chain that changes. */
  private static final class Draft {
    private ChainPolicy policy;
    private final List<Rule> rules;

    Draft(ChainPolicy policy, List<Rule> rules) {
      this.policy = policy;
      this.rules = new ArrayList<>(rules);
    }
  }

  /**
   * The table with the changes.
   *
   * @throws TableRefusal if a packet would go round for ever
   */
  TableRules finish() {
    checkLoops();
    Map<String, Chain> chains = new LinkedHashMap<>(before.chains());
    chains.keySet().removeAll(deleted);
    drafts.forEach((name, draft) -> chains.put(name, new Chain(name, draft.policy, draft.rules)));
    return new TableRules(before.table(), chains);
  }

  // Like the kernel, which follows jumps from the hooks only: a circle that no packet comes to
  // stays. A new circle needs a new jump, so the first, narrow search nearly always suffices.
  private void checkLoops() {
    ChainGraph graph = new ChainGraph(this::rules);
    if (graph.findLoop(newlyCalled).isPresent()) {
      Optional<String> loop = graph.findLoop(before.table().builtInChains());
      if (loop.isPresent()) {
        throw new TableRefusal(Reason.LOOP, loop.get());
      }
    }
  }

  @Override
  public void createOrFlush(String chain) {
    if (!exists(chain)) {
      drafts.put(chain, new Draft(ChainPolicy.NONE, List.of()));
    } else if (!isBuiltIn(chain)) {
      flush(chain);
    }
  }

  @Override
  public void declarePolicy(String chain, ChainPolicy policy) {
    setPolicy(chain, policy);
  }

  @Override
  public void create(String chain) {
    if (exists(chain)) {
      throw new TableRefusal(Reason.CHAIN_EXISTS, chain);
    }
    drafts.put(chain, new Draft(ChainPolicy.NONE, List.of()));
  }

  @Override
  public void flush(String chain) {
    List<Rule> rules = draft(chain).rules;
    rules.forEach(rule -> count(rule, -1));
    rules.clear();
  }

  @Override
  public void delete(String chain) {
    if (!exists(chain)) {
      throw new TableRefusal(Reason.CHAIN_MISSING, chain);
    }
    if (isBuiltIn(chain)) {
      throw new TableRefusal(Reason.CHAIN_BUILT_IN, chain);
    }
    if (!rules(chain).isEmpty()) {
      throw new TableRefusal(Reason.CHAIN_NOT_EMPTY, chain);
    }
    if (countedCalls().getOrDefault(chain, 0) > 0) {
      throw new TableRefusal(Reason.CHAIN_REFERENCED, chain);
    }
    drafts.remove(chain);
    deleted.add(chain);
  }

  @Override
  public void setPolicy(String chain, ChainPolicy policy) {
    if (!isBuiltIn(chain)) {
      throw new TableRefusal(Reason.CHAIN_NOT_BUILT_IN, chain);
    }
    draft(chain).policy = policy;
  }

  @Override
  public void append(String chain, Rule rule) {
    Draft draft = draft(chain);
    checkTarget(rule);
    draft.rules.add(rule);
    count(rule, 1);
  }

  @Override
  public void insert(String chain, int position, Rule rule) {
    Draft draft = draft(chain);
    checkTarget(rule);
    checkPosition(chain, position, draft.rules.size() + 1);
    draft.rules.add(position - 1, rule);
    count(rule, 1);
  }

  @Override
  public void deleteRule(String chain, Rule rule) {
    if (!draft(chain).rules.remove(rule)) {
      throw new TableRefusal(Reason.RULE_MISSING, chain);
    }
    count(rule, -1);
  }

  @Override
  public void deleteRuleAt(String chain, int position) {
    Draft draft = draft(chain);
    checkPosition(chain, position, draft.rules.size());
    count(draft.rules.remove(position - 1), -1);
  }

  @Override
  public void replace(String chain, int position, Rule rule) {
    Draft draft = draft(chain);
    checkTarget(rule);
    checkPosition(chain, position, draft.rules.size());
    count(draft.rules.set(position - 1, rule), -1);
    count(rule, 1);
  }

  private void checkTarget(Rule rule) {
    String called = rule.target().calledChain().orElse(null);
    if (called != null) {
      if (!exists(called) || isBuiltIn(called)) {
        throw new TableRefusal(Reason.TARGET_MISSING, called);
      }
      newlyCalled.add(called);
    }
  }

  private static void checkPosition(String chain, int position, int last) {
    if (position < 1 || position > last) {
      throw new TableRefusal(Reason.POSITION_OUT_OF_RANGE, chain);
    }
  }

  private boolean isBuiltIn(String chain) {
    return before.table().builtInChains().contains(chain);
  }

  private boolean exists(String chain) {
    return isBuiltIn(chain)
        || drafts.containsKey(chain)
        || (before.chains().containsKey(chain) && !deleted.contains(chain));
  }

  private Draft draft(String name) {
    Draft draft = drafts.get(name);
    if (draft == null) {
      Chain chain = deleted.contains(name) ? null : before.chains().get(name);
      if (chain == null && !isBuiltIn(name)) {
        throw new TableRefusal(Reason.CHAIN_MISSING, name);
      }
      draft =
          chain == null
              ? new Draft(ChainPolicy.ACCEPT, List.of())
              : new Draft(chain.policy(), chain.rules());
      drafts.put(name, draft);
    }
    return draft;
  }

  private List<Rule> rules(String name) {
    Draft draft = drafts.get(name);
    if (draft != null) {
      return draft.rules;
    }
    Chain chain = deleted.contains(name) ? null : before.chains().get(name);
    return chain == null ? List.of() : chain.rules();
  }

  private void count(Rule rule, int step) {
    if (calls != null) {
      rule.target().calledChain().ifPresent(called -> calls.merge(called, step, Integer::sum));
    }
  }

  private Map<String, Integer> countedCalls() {
    if (calls == null) {
      calls = new HashMap<>();
      before.chains().keySet().stream()
          .filter(name -> !drafts.containsKey(name))
          .forEach(name -> rules(name).forEach(rule -> count(rule, 1)));
      drafts.values().forEach(draft -> draft.rules.forEach(rule -> count(rule, 1)));
    }
    return calls;
  }
}
