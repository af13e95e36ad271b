// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.live.PlanCounts;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.IptablesPlan;

/**
 * What was removed from one family and variant, or would be.
 *
 * @param variant the variant of iptables
 * @param plan the changes
 * @param counts how much that is
 * @param milliseconds how long it took
 * @param remaining what is still to be removed; the plan itself if nothing was done
 */
record Cleaned(
    IptablesVariant variant,
    IptablesPlan plan,
    PlanCounts counts,
    long milliseconds,
    IptablesPlan remaining) {

  /** The family and the variant, for people. */
  String where() {
    return plan.family().kubernetesName() + " " + variant.word() + ": ";
  }
}
