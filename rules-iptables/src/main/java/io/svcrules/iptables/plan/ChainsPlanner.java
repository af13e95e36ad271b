// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.TableRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Plans how chains of certain names get to hold certain rules and no others, whatever the chains
 * are for. In built-in chains our rules are those that lead into such chains; they come to stand on
 * top, and others' rules stay below.
 */
public final class ChainsPlanner {
  private final TableRules current;
  private final TableRules wanted;
  private final List<PlanStep> preparation = new ArrayList<>();
  private final List<PlanStep> switchover = new ArrayList<>();
  private final List<PlanStep> hooks = new ArrayList<>();

  private ChainsPlanner(TableRules current, TableRules wanted) {
    this.current = current;
    this.wanted = wanted;
  }

  /**
   * The changes; none if the chains are as wanted, and our rules stand in built-in chains in the
   * wanted order, wherever that is.
   *
   * @param current all rules the kernel holds
   * @param wanted the chains, and our rules in built-in chains
   * @throws IllegalArgumentException if the families differ
   */
  public static IptablesPlan plan(Ruleset current, Ruleset wanted) {
    if (current.family() != wanted.family()) {
      throw new IllegalArgumentException(current.family() + " is not " + wanted.family());
    }
    List<TablePlan> tables = new ArrayList<>();
    for (TableRules table : wanted.tables().values()) {
      tables.add(new ChainsPlanner(current.table(table.table()), table).plan());
    }
    return new IptablesPlan(wanted.family(), tables, Collections.emptySortedSet());
  }

  private TablePlan plan() {
    List<Chain> fresh = new ArrayList<>();
    for (Chain chain : wanted.chains().values()) {
      Optional<Chain> found = current.chain(chain.name());
      if (wanted.table().builtInChains().contains(chain.name())) {
        hook(chain, found.map(Chain::rules).orElse(List.of()));
      } else if (found.isEmpty()) {
        fresh.add(chain);
      } else {
        for (Change change : ChainEdits.of(chain.name(), found.get().rules(), chain.rules())) {
          switchover.add(step(change));
        }
      }
    }
    // All are made before the first is filled: they lead into each other.
    fresh.forEach(chain -> preparation.add(step(new Change.CreateOrFlush(chain.name()))));
    for (Chain chain : fresh) {
      chain.rules().forEach(rule -> preparation.add(step(new Change.Append(chain.name(), rule))));
    }
    switchover.addAll(hooks);
    return new TablePlan(wanted.table(), preparation, switchover);
  }

  private void hook(Chain chain, List<Rule> found) {
    List<Rule> ours = found.stream().filter(this::leadsToUs).toList();
    if (ours.equals(chain.rules())) {
      return;
    }
    ours.forEach(rule -> hooks.add(step(new Change.DeleteRule(chain.name(), rule))));
    for (int i = chain.rules().size() - 1; i >= 0; i--) {
      hooks.add(step(new Change.Insert(chain.name(), 1, chain.rules().get(i))));
    }
  }

  private boolean leadsToUs(Rule rule) {
    return rule.target()
        .calledChain()
        .filter(called -> wanted.chain(called).isPresent())
        .isPresent();
  }

  private static PlanStep step(Change change) {
    return new PlanStep(change, Cause.Common.BASE);
  }
}
