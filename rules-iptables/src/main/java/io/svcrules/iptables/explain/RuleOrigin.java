// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.ServicePortName;
import java.util.Optional;

/**
 * A rule and why it is there.
 *
 * @param table the table of its chain
 * @param chain its chain
 * @param number its position in the chain, from 1 on, as {@code iptables -L --line-numbers} counts
 *     the rules of an empty kernel
 * @param rule the rule
 * @param reason what it is for
 * @param service the service port it is for; empty if it is there whatever the services are
 */
public record RuleOrigin(
    Table table,
    String chain,
    int number,
    Rule rule,
    RuleReason reason,
    Optional<ServicePortName> service) {

  /** {@code -A chain rule}. */
  @Override
  public String toString() {
    return "-A " + chain + ' ' + rule;
  }
}
