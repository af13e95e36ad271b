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

  private CleanupPlanner() {}

  /** The changes; none if nothing is left to clean. */
  public static IptablesPlan plan(Ruleset current) {
    boolean kubelet = hasKubelet(current);
    List<TablePlan> tables = new ArrayList<>();
    SortedSet<String> held = new TreeSet<>();
    for (TableRules table : current.tables().values()) {
      StaleChains stale = StaleChains.of(withoutOurJumps(table, kubelet), going(table, kubelet));
      held.addAll(stale.heldByOthers());
      tables.add(new TablePlan(table.table(), List.of(), steps(table, stale, kubelet)));
    }
    return new IptablesPlan(current.family(), tables, held);
  }

  /** kubelet says that it is here by chains in mangle. */
  private static boolean hasKubelet(Ruleset current) {
    Set<String> mangle = current.table(Table.MANGLE).chains().keySet();
    return KUBELET_HINTS.stream().anyMatch(mangle::contains);
  }

  private static Set<String> going(TableRules table, boolean kubelet) {
    Set<String> going = new HashSet<>();
    for (Chain chain : table.chains().values()) {
      boolean goes =
          switch (ChainRole.of(table.table(), chain.name())) {
            case DISPATCH, STATIC, SERVICE -> true;
            case KUBELET -> !kubelet && chain.rules().size() <= 1;
            case HOOK -> false;
            case FOREIGN -> chain.name().equals(CANARY) && chain.rules().isEmpty();
          };
      if (goes) {
        going.add(chain.name());
      }
    }
    return going;
  }

  private static TableRules withoutOurJumps(TableRules table, boolean kubelet) {
    List<Chain> chains = new ArrayList<>();
    for (Chain chain : table.chains().values()) {
      boolean hook = table.table().builtInChains().contains(chain.name());
      chains.add(
          hook
              ? chain.withRules(
                  chain.rules().stream().filter(r -> !isOurJump(table, r, kubelet)).toList())
              : chain);
    }
    return TableRules.of(table.table(), chains);
  }

  private static boolean isOurJump(TableRules table, Rule rule, boolean kubelet) {
    return HookEdits.isObsolete(table.table(), rule)
        || (!kubelet
            && table.table() == Table.FILTER
            && rule.matches().isEmpty()
            && rule.target().calledChain().filter(KUBELET_FIREWALL::equals).isPresent());
  }

  private static List<PlanStep> steps(TableRules table, StaleChains stale, boolean kubelet) {
    List<PlanStep> steps = new ArrayList<>();
    for (String hook : table.table().builtInChains()) {
      for (Rule rule : table.chain(hook).map(Chain::rules).orElse(List.of())) {
        if (isOurJump(table, rule, kubelet)) {
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
