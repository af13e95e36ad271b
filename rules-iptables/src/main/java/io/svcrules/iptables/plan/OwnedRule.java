// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Rule;

/**
 * A rule that a chain should have.
 *
 * @param rule the rule
 * @param cause whose it is
 */
record OwnedRule(Rule rule, Cause cause) {}
