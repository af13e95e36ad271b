// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the changes of one table. */
final class TablePlanner {
  private final TableRules current;
  private final DesiredTable desired;
  private final List<PlanStep> preparation = new ArrayList<>();
  private final List<PlanStep> switchover = new ArrayList<>();
  private final List<PlanStep> hooks = new ArrayList<>();
  private StaleChains stale;

  TablePlanner(TableRules current, DesiredTable desired) {
    this.current = current;
    this.desired = desired;
  }

  TablePlan plan() {
    base();
    desired.fragments().forEach(this::fragment);
    dispatch();
    // In front: chains that are there already and lead to new ones. Behind: what leads to them.
    switchover.addAll(hooks);
    removeStale();
    return new TablePlan(desired.table(), preparation, switchover);
  }

  /** Chains that are to go but that rules of others jump to. */
  Set<String> heldByOthers() {
    return stale.heldByOthers();
  }

  private ChainRole role(String chain) {
    return ChainRole.of(desired.table(), chain);
  }

  private void base() {
    for (ReasonedChain reasoned : desired.base()) {
      Chain chain = reasoned.chain();
      switch (role(chain.name())) {
        case HOOK -> hook(chain);
        case KUBELET -> kubelet(chain);
        case STATIC, SERVICE, FOREIGN -> ordered(List.of(chain), Cause.Common.BASE);
        case DISPATCH -> {
          // A new one is filled behind the chains that it leads to.
          if (!exists(chain.name())) {
            preparation.add(
                new PlanStep(new Change.CreateOrFlush(chain.name()), Cause.Common.BASE));
          }
        }
      }
    }
  }

  private void hook(Chain chain) {
    List<Rule> found = current.chain(chain.name()).map(Chain::rules).orElse(List.of());
    for (Change change : HookEdits.of(desired.table(), chain.name(), found, chain.rules())) {
      hooks.add(new PlanStep(change, Cause.Common.BASE));
    }
  }

  private void kubelet(Chain chain) {
    Optional<Chain> found = current.chain(chain.name());
    if (found.isEmpty()) {
      ordered(List.of(chain), Cause.Common.BASE);
      return;
    }
    for (Rule rule : chain.rules()) {
      if (!found.get().rules().contains(rule)) {
        switchover.add(new PlanStep(new Change.Append(chain.name(), rule), Cause.Common.BASE));
      }
    }
  }

  private void fragment(Fragment fragment) {
    List<Chain> chains = new ArrayList<>(fragment.chains().size());
    fragment.chains().forEach(reasoned -> chains.add(reasoned.chain()));
    ordered(chains, new Cause.ServicePort(fragment.name()));
  }

  /** Chains whose rules have an order: new ones first, all made before the first is filled. */
  private void ordered(List<Chain> chains, Cause cause) {
    List<Chain> fresh = chains.stream().filter(chain -> !exists(chain.name())).toList();
    for (Chain chain : fresh) {
      preparation.add(new PlanStep(new Change.CreateOrFlush(chain.name()), cause));
    }
    for (Chain chain : fresh) {
      for (Rule rule : chain.rules()) {
        preparation.add(new PlanStep(new Change.Append(chain.name(), rule), cause));
      }
    }
    for (Chain chain : chains) {
      current
          .chain(chain.name())
          .ifPresent(
              found -> {
                for (Change change : ChainEdits.of(chain.name(), found.rules(), chain.rules())) {
                  switchover.add(new PlanStep(change, cause));
                }
              });
    }
  }

  private void dispatch() {
    for (ReasonedChain reasoned : desired.base()) {
      String name = reasoned.chain().name();
      if (role(name) == ChainRole.DISPATCH) {
        Optional<Chain> found = current.chain(name);
        if (found.isPresent()) {
          switchover.addAll(
              DispatchEdits.of(
                  name, found.get().rules(), desired.dispatch(name), desired.last(name)));
        } else {
          append(name, desired.dispatch(name));
          append(name, desired.last(name));
        }
      }
    }
  }

  private void append(String chain, List<OwnedRule> rules) {
    for (OwnedRule owned : rules) {
      preparation.add(new PlanStep(new Change.Append(chain, owned.rule()), owned.cause()));
    }
  }

  private void removeStale() {
    Set<String> wanted = new HashSet<>();
    for (Fragment fragment : desired.fragments()) {
      fragment.chains().forEach(chain -> wanted.add(chain.chain().name()));
    }
    Set<String> going = new HashSet<>();
    for (String name : current.chains().keySet()) {
      if (role(name) == ChainRole.SERVICE && !wanted.contains(name)) {
        going.add(name);
      }
    }
    stale = StaleChains.of(current, going);
    for (String name : stale.all()) {
      if (!current.chains().get(name).rules().isEmpty()) {
        switchover.add(new PlanStep(new Change.Flush(name), Cause.Common.GONE));
      }
    }
    for (String name : stale.removable()) {
      switchover.add(new PlanStep(new Change.Delete(name), Cause.Common.GONE));
    }
  }

  private boolean exists(String chain) {
    return current.chains().containsKey(chain);
  }
}
