// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.ExitStatus;
import io.svcrules.iptables.kernel.RefusedServicePort;
import java.util.List;
import java.util.Optional;

/**
 * What became of one family in one mode.
 *
 * @param where of which family, variant or mode it is, such as {@code IPv4}
 * @param removing whether things are removed, not brought to what objects ask for
 * @param plan what was changed, or would be
 * @param milliseconds how long it took, from reading to proof
 * @param quarantined the service ports that the kernel refuses
 * @param remaining what still differs afterwards; empty if nothing was to be changed
 */
public record FamilyResult(
    String where,
    boolean removing,
    LivePlan plan,
    long milliseconds,
    List<RefusedServicePort> quarantined,
    Optional<LivePlan> remaining) {

  /** Copies the service ports. */
  public FamilyResult {
    quarantined = List.copyOf(quarantined);
  }

  /** Whether the kernel holds something else than it should. */
  public boolean differs() {
    return remaining.isPresent() && !remaining.get().isEmpty();
  }

  /** Whether there was anything to do, or is. */
  public boolean isNoteworthy() {
    return !plan.isEmpty() || !plan.isQuiet() || differs();
  }

  /** What the shell is told if nothing else happens. */
  public int status() {
    if (differs()) {
      return ExitStatus.DIFFERENT;
    }
    return quarantined.isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
