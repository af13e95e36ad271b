// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * What became of one family.
 *
 * @param outcome what was changed, or would be
 * @param counts how much that is
 * @param milliseconds how long it took, from reading to proof
 * @param dryRun whether nothing was changed
 * @param effects what changed besides rules, or would
 */
record FamilyResult(
    ApplyOutcome outcome, PlanCounts counts, long milliseconds, boolean dryRun, Effects effects) {

  IptablesPlan plan() {
    return outcome.plan();
  }

  IpFamily family() {
    return plan().family();
  }

  /** The service ports that the kernel refuses. */
  List<RefusedServicePort> quarantined() {
    return outcome.leftOut();
  }

  /** What still differs afterwards; empty if nothing was changed. */
  Optional<IptablesPlan> remaining() {
    return dryRun ? Optional.empty() : Optional.of(outcome.remaining());
  }

  int status() {
    boolean differs = remaining().isPresent() && !remaining().get().isEmpty();
    if (differs || effects.failed()) {
      return ExitStatus.DIFFERENT;
    }
    return quarantined().isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
