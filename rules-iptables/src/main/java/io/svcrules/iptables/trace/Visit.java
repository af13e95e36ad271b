// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import java.util.Optional;

/**
 * A rule, a policy, a virtual server or a routing decision that a packet was subject to.
 *
 * @param hook where
 * @param table the table; empty for virtual servers and routes
 * @param chain the chain; {@code ipvs} for virtual servers, {@code routing} for routes
 * @param position where in the chain the rule stands: from 1; 0 for what is no rule
 * @param rule the rule; empty for what is none
 * @param text the rule behind {@code -A CHAIN}, or the policy, or the virtual server, or why there
 *     is no route
 */
public record Visit(
    Hook hook,
    Optional<Table> table,
    String chain,
    int position,
    Optional<Rule> rule,
    String text) {

  static Visit of(Hook hook, Table table, String chain, int position, Rule rule) {
    return new Visit(hook, Optional.of(table), chain, position, Optional.of(rule), rule.toString());
  }

  /** The end of a built-in chain. */
  static Visit policy(Hook hook, Table table, String chain, String policy) {
    return new Visit(hook, Optional.of(table), chain, 0, Optional.empty(), "policy " + policy);
  }

  /** A virtual server. */
  static Visit server(Hook hook, String server) {
    return new Visit(hook, Optional.empty(), "ipvs", 0, Optional.empty(), server);
  }

  /** A routing decision against a packet. */
  static Visit routing(Hook hook, String refusal) {
    return new Visit(hook, Optional.empty(), "routing", 0, Optional.empty(), refusal);
  }

  /** Where it is: {@code nat KUBE-SERVICES 3}. */
  public String place() {
    String in = table.map(t -> t.lowerCase() + ' ').orElse("") + chain;
    return position == 0 ? in : in + ' ' + position;
  }
}
