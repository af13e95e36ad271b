// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * What became of one family.
 *
 * @param plan what was changed, or would be
 * @param counts how much that is
 * @param milliseconds how long it took, from reading to proof
 * @param quarantined the service ports that the kernel refuses
 * @param remaining what still differs afterwards; empty if nothing was changed
 * @param refusal why it differs, if the kernel refused to take leftovers away
 * @param effects what changed besides rules, or would
 */
record FamilyResult(
    IptablesPlan plan,
    PlanCounts counts,
    long milliseconds,
    List<RefusedServicePort> quarantined,
    Optional<IptablesPlan> remaining,
    Optional<PacketFilterException> refusal,
    Effects effects) {

  FamilyResult {
    quarantined = List.copyOf(quarantined);
  }

  IpFamily family() {
    return plan.family();
  }

  int status() {
    if (effects.failed() || (remaining.isPresent() && !remaining.get().isEmpty())) {
      return ExitStatus.DIFFERENT;
    }
    return quarantined.isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
