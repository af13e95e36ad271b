// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Plans how a node gets rid of all rules of services and of nothing else: ours, those of kube-proxy
 * in iptables mode, and its canary chains. kubelet's chains stay.
 */
public final class CleanupPlanner {
  private static final String CANARY = "KUBE-PROXY-CANARY";
  private static final String KUBELET_FIREWALL = "KUBE-FIREWALL";
  private static final List<String> KUBELET_HINTS =
      List.of("KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY");

  private final Ruleset current;
  private final CleanupScope scope;
  private final boolean kubelet;

  private CleanupPlanner(Ruleset current, CleanupScope scope) {
    this.current = current;
    this.scope = scope;
    this.kubelet = hasKubelet(current);
  }

  /** The changes; none if nothing is left to clean. */
  public static IptablesPlan plan(Ruleset current) {
    return plan(current, CleanupScope.IPTABLES);
  }

  /** The changes that remove some chains of services; none if nothing of them is left. */
  public static IptablesPlan plan(Ruleset current, CleanupScope scope) {
    return new CleanupPlanner(current, scope).plan();
  }

  private IptablesPlan plan() {
    List<TablePlan> tables = new ArrayList<>();
    SortedSet<String> held = new TreeSet<>();
    for (TableRules table : current.tables().values()) {
      StaleChains stale = StaleChains.of(withoutOurJumps(table), going(table));
      held.addAll(stale.heldByOthers());
      tables.add(new TablePlan(table.table(), List.of(), steps(table, stale)));
    }
    return new IptablesPlan(current.family(), tables, held);
  }

  /** kubelet says that it is here by chains in mangle. */
  private static boolean hasKubelet(Ruleset current) {
    Set<String> mangle = current.table(Table.MANGLE).chains().keySet();
    return KUBELET_HINTS.stream().anyMatch(mangle::contains);
  }

  private Set<String> going(TableRules table) {
    Set<String> going = new HashSet<>();
    for (Chain chain : table.chains().values()) {
      String name = chain.name();
      if (scope.alsoRemoves(table.table(), name)
          || (scope.iptables() && !scope.keeps(table.table(), name) && goes(table, chain))) {
        going.add(name);
      }
    }
    return going;
  }

  private boolean goes(TableRules table, Chain chain) {
    return switch (ChainRole.of(table.table(), chain.name())) {
      case DISPATCH, STATIC, SERVICE -> true;
      case KUBELET -> !kubelet && chain.rules().size() <= 1;
      case HOOK -> false;
      case FOREIGN -> chain.name().equals(CANARY) && chain.rules().isEmpty();
    };
  }

  private TableRules withoutOurJumps(TableRules table) {
    List<Chain> chains = new ArrayList<>();
    for (Chain chain : table.chains().values()) {
      boolean hook = table.table().builtInChains().contains(chain.name());
      chains.add(
          hook
              ? chain.withRules(chain.rules().stream().filter(r -> !isOurJump(table, r)).toList())
              : chain);
    }
    return TableRules.of(table.table(), chains);
  }

  private boolean isOurJump(TableRules table, Rule rule) {
    Optional<String> called = rule.target().calledChain();
    return called.filter(chain -> scope.alsoRemoves(table.table(), chain)).isPresent()
        || (scope.iptables()
            && called.filter(chain -> scope.keeps(table.table(), chain)).isEmpty()
            && (HookEdits.isObsolete(table.table(), rule) || isKubeletsJump(table, rule)));
  }

  private boolean isKubeletsJump(TableRules table, Rule rule) {
    return !kubelet
        && table.table() == Table.FILTER
        && rule.matches().isEmpty()
        && rule.target().calledChain().filter(KUBELET_FIREWALL::equals).isPresent();
  }

  private List<PlanStep> steps(TableRules table, StaleChains stale) {
    List<PlanStep> steps = new ArrayList<>();
    for (String hook : table.table().builtInChains()) {
      for (Rule rule : table.chain(hook).map(Chain::rules).orElse(List.of())) {
        if (isOurJump(table, rule)) {
          steps.add(new PlanStep(new Change.DeleteRule(hook, rule), Cause.Common.BASE));
        }
      }
    }
    for (String name : stale.all()) {
      if (!table.chains().get(name).rules().isEmpty()) {
        steps.add(new PlanStep(new Change.Flush(name), Cause.Common.GONE));
      }
    }
    for (String name : stale.removable()) {
      steps.add(new PlanStep(new Change.Delete(name), Cause.Common.GONE));
    }
    return steps;
  }
}
