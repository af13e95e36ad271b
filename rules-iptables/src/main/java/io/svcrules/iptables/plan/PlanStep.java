// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Change;

/**
 * One change of a plan.
 *
 * @param change what changes
 * @param cause why
 */
public record PlanStep(Change change, Cause cause) {}
