// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.model.batch.Batches;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the changes of one table. */
final class TablePlanner {
  /** Service ports that are planned in a millisecond. */
  private static final int BATCH = 500;

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
    fragments();
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
        case STATIC, SERVICE, FOREIGN -> ordered(chain);
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
      ordered(chain);
      return;
    }
    for (Rule rule : chain.rules()) {
      if (!found.get().rules().contains(rule)) {
        switchover.add(new PlanStep(new Change.Append(chain.name(), rule), Cause.Common.BASE));
      }
    }
  }

  /** Service ports are planned one by one; several processors share in them. */
  private void fragments() {
    List<OrderedChains> parts =
        Batches.map(
            desired.fragments(),
            BATCH,
            batch -> {
              OrderedChains part = new OrderedChains(current);
              batch.forEach(part::add);
              return part;
            });
    parts.forEach(this::take);
  }

  private void ordered(Chain chain) {
    OrderedChains part = new OrderedChains(current);
    part.add(List.of(chain), Cause.Common.BASE);
    take(part);
  }

  private void take(OrderedChains part) {
    preparation.addAll(part.preparation());
    switchover.addAll(part.switchover());
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
    Set<String> going = new HashSet<>();
    for (Chain chain : current.chains().values()) {
      if (role(chain.name()) == ChainRole.SERVICE && !desired.isOfService(chain.name())) {
        going.add(chain.name());
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
