// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.env.ExitStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What became of one family in one mode.
 *
 * @param where of which family, variant or mode it is, such as {@code IPv4}
 * @param removing whether things are removed, not brought to what objects ask for
 * @param plan what was changed, or would be
 * @param milliseconds how long it took, from reading to proof
 * @param refused what the kernel does not take of it
 * @param remaining what still differs afterwards; empty if nothing was to be changed
 * @param effects what changed besides, or would
 */
public record FamilyResult(
    String where,
    boolean removing,
    LivePlan plan,
    long milliseconds,
    Refused refused,
    Optional<LivePlan> remaining,
    Effects effects) {

  /** The same with changes besides. */
  public FamilyResult with(Effects besides) {
    return new FamilyResult(where, removing, plan, milliseconds, refused, remaining, besides);
  }

  /** Whether nothing was to be changed. */
  public boolean isDryRun() {
    return remaining.isEmpty();
  }

  /** Whether the kernel holds something else than it should. */
  public boolean differs() {
    return remaining.isPresent() && !remaining.get().isEmpty();
  }

  /** Whether nothing is brought to what objects ask for, as something of others is in the way. */
  public boolean isHeldUp() {
    return !removing && plan.isHeldUp();
  }

  /** Whether it holds what it should by now, or would: then another mode can go. */
  public boolean isComplete() {
    return !differs() && !plan.isHeldUp();
  }

  /** Whether there was anything to do, or is. */
  public boolean isNoteworthy() {
    return !plan.isEmpty() || !plan.isQuiet() || differs() || !effects.isEmpty();
  }

  /**
   * Writes what an operator would do, what changes besides as remarks: what was done for rules is
   * undone before they go.
   */
  public void writeCommands(OutputStream out) throws IOException {
    if (removing) {
      EffectReport.writeCommands(where + ": ", effects, out);
    }
    plan.writeCommands(out);
    if (!removing) {
      EffectReport.writeCommands(where + ": ", effects, out);
    }
  }

  /** What the shell is told if nothing else happens. */
  public int status() {
    if (differs() || effects.failed()) {
      return ExitStatus.DIFFERENT;
    }
    return refused.servicePorts().isEmpty() && !isHeldUp() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
