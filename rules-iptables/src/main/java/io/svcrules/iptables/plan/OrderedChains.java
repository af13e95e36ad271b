// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import java.util.ArrayList;
import java.util.List;

/** Plans chains whose rules have an order, and of which one owner has all rules. */
final class OrderedChains {
  private final TableRules current;
  private final List<PlanStep> preparation = new ArrayList<>();
  private final List<PlanStep> switchover = new ArrayList<>();

  OrderedChains(TableRules current) {
    this.current = current;
  }

  /** The chains of a service port. */
  void add(Fragment fragment) {
    List<Chain> chains = new ArrayList<>(fragment.chains().size());
    for (ReasonedChain reasoned : fragment.chains()) {
      chains.add(reasoned.chain());
    }
    add(chains, new Cause.ServicePort(fragment.name()));
  }

  /** Chains that lead into each other. New ones are all made before the first is filled. */
  void add(List<Chain> chains, Cause cause) {
    List<Chain> fresh = new ArrayList<>(chains.size());
    for (Chain chain : chains) {
      Chain found = current.chains().get(chain.name());
      if (found == null) {
        fresh.add(chain);
      } else {
        for (Change change : ChainEdits.of(chain.name(), found.rules(), chain.rules())) {
          switchover.add(new PlanStep(change, cause));
        }
      }
    }
    for (Chain chain : fresh) {
      preparation.add(new PlanStep(new Change.CreateOrFlush(chain.name()), cause));
    }
    for (Chain chain : fresh) {
      for (Rule rule : chain.rules()) {
        preparation.add(new PlanStep(new Change.Append(chain.name(), rule), cause));
      }
    }
  }

  /** What no packet notices. */
  List<PlanStep> preparation() {
    return preparation;
  }

  /** What packets notice. */
  List<PlanStep> switchover() {
    return switchover;
  }
}
