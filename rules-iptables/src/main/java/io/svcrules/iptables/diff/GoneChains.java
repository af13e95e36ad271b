// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.plan.Cause;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whose the chains were that are gone: an endpoint's that left a service which is still
 * there is shown with that service.
 */
final class GoneChains {
  private final TableRules before;

  GoneChains(TableRules before) {
    this.before = before;
  }

  /** The service port, for each chain that is gone and that a chain of one called. */
  Map<String, Cause> owners(TablePlan plan) {
    Set<String> gone = new HashSet<>();
    Map<String, Cause> owners = new HashMap<>();
    for (PlanStep step : plan.switchover()) {
      String chain = step.change().chain();
      if (step.cause() == Cause.Common.GONE) {
        gone.add(chain);
      } else if (step.cause() instanceof Cause.ServicePort
          && ChainRole.of(before.table(), chain) == ChainRole.SERVICE) {
        owners.put(chain, step.cause());
      }
    }
    List<String> callers = List.copyOf(owners.keySet());
    callers.forEach(caller -> addCalled(caller, owners.get(caller), gone, owners));
    return owners;
  }

  // As deep as chains of one service port call each other: external, local, endpoint.
  private void addCalled(String caller, Cause cause, Set<String> gone, Map<String, Cause> owners) {
    for (Rule rule : before.chain(caller).map(Chain::rules).orElse(List.of())) {
      rule.target()
          .calledChain()
          .filter(gone::contains)
          .filter(called -> owners.putIfAbsent(called, cause) == null)
          .ifPresent(called -> addCalled(called, cause, gone, owners));
    }
  }
}
