// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Tells of effects. */
public final class EffectReport {
  private final Diagnostics diagnostics;

  /** A report on these diagnostics. */
  public EffectReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Tells people.
   *
   * @param where in front of each line, such as {@code IPv4: }
   * @param dryRun whether nothing was changed
   * @return the exit status that the effects deserve
   */
  public int tell(String where, Effects effects, boolean dryRun) {
    String would = dryRun ? "would be " : "";
    for (SysctlChange change : effects.sysctls()) {
      diagnostics.note(
          where
              + change.name()
              + " "
              + would
              + "set to "
              + change.after()
              + ", was "
              + change.before());
    }
    ForgottenFlows flows = effects.flows();
    if (flows.count() > 0) {
      String noun = flows.count() == 1 ? " stale UDP flow " : " stale UDP flows ";
      diagnostics.note(where + flows.count() + noun + would + "forgotten");
    }
    effects.problems().forEach(problem -> diagnostics.error(where + problem));
    return effects.failed() ? ExitStatus.DIFFERENT : ExitStatus.OK;
  }

  /** Writes the commands that do the same, each as a remark among the lines of a plan. */
  public static void writeCommands(String where, Effects effects, OutputStream out)
      throws IOException {
    for (String command : effects.commands()) {
      out.write(("# " + where + command + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
