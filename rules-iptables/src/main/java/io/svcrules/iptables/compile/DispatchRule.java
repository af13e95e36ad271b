// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;

/**
 * A rule of one service port in a chain that all service ports share.
 *
 * @param table the table of the chain
 * @param chain the name of the chain
 * @param rule the rule
 * @param reason why it exists
 */
public record DispatchRule(Table table, String chain, Rule rule, RuleReason reason) {}
