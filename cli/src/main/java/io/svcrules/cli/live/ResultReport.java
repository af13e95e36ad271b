// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.iptables.kernel.RefusedServicePort;
import java.util.List;

/** Tells people what became of what they asked for. */
public final class ResultReport {
  /** More lines than these are counted, not listed. */
  private static final int LISTED = 20;

  private final Diagnostics diagnostics;

  /** A report on these diagnostics. */
  public ResultReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Warns that what is left out goes, if the kernel has it. */
  public void tellLeftOut(List<String> objects) {
    for (String object : objects) {
      diagnostics.warning(
          object
              + " is left out because of its mistakes: what the node has of its rules is removed;"
              + " --strict would apply nothing instead");
    }
  }

  /** Tells what became of a family. */
  public void tell(FamilyResult result) {
    String where = result.where() + ": ";
    toldOf(result).tell(diagnostics);
    tell(where, result.refused());
    if (result.differs()) {
      diagnostics.error(where + complaint(result));
      result.remaining().ifPresent(remaining -> tellLines(remaining.lines()));
    }
    new EffectReport(diagnostics).tell(where, result.effects(), result.isDryRun());
    diagnostics.note(where + counts(result) + ", " + result.milliseconds() + " ms");
  }

  private static String counts(FamilyResult result) {
    return result.isHeldUp()
        ? "nothing is changed while sets of others have names of ours"
        : result.plan().counts();
  }

  /**
   * Tells what a node does not take.
   *
   * @param where in front of each line, such as {@code IPv4: }
   */
  public void tell(String where, Refused all) {
    KernelReport report = new KernelReport(diagnostics);
    report.tellLacking(where, all.lacking());
    report.tellLackingServers(where, all.lackingServers());
    for (RefusedServicePort refused : all.servicePorts()) {
      diagnostics.problem(
          "svcrules: "
              + where
              + refused.name()
              + " is left out, the kernel refuses it: "
              + refused.reason());
      tellLines(refused.change().lines().toList());
    }
    all.leftovers().ifPresent(failure -> report.tell(where, failure));
  }

  /** What stays is told as it is now, but of what is removed as it was. */
  private static LivePlan toldOf(FamilyResult result) {
    return result.removing() ? result.plan() : result.remaining().orElse(result.plan());
  }

  private static String complaint(FamilyResult result) {
    return result.removing()
        ? "rules are left; run it again; still to remove:"
        : "the kernel does not hold what was applied; still to change:";
  }

  private void tellLines(List<String> lines) {
    lines.stream().limit(LISTED).forEach(line -> diagnostics.problem("  " + line));
    if (lines.size() > LISTED) {
      diagnostics.problem("  and " + (lines.size() - LISTED) + " more");
    }
  }
}
