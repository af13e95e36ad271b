// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.live.KernelReport;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import java.util.List;

/** Tells people what became of the rules they asked for. */
final class ResultReport {
  /** More lines than these are counted, not listed. */
  private static final int LISTED = 20;

  private final Diagnostics diagnostics;

  ResultReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Warns that what is left out goes, if the kernel has it. */
  void tellLeftOut(List<String> objects) {
    for (String object : objects) {
      diagnostics.warning(
          object
              + " is left out because of its mistakes: what the node has of its rules is removed;"
              + " --strict would apply nothing instead");
    }
  }

  void tell(FamilyResult result) {
    String family = result.family().kubernetesName() + ": ";
    new KernelReport(diagnostics).tellHeld(result.plan());
    new KernelReport(diagnostics).tellLacking(family, result.outcome().lacking());
    for (RefusedServicePort refused : result.quarantined()) {
      diagnostics.problem(
          "svcrules: "
              + family
              + refused.name()
              + " is left out, the kernel refuses it: "
              + refused.reason());
      tellLines(refused.change().lines().map(line -> "  " + line).toList());
    }
    result.outcome().refusal().ifPresent(e -> new KernelReport(diagnostics).tell(family, e));
    result.remaining().ifPresent(remaining -> tellRemaining(family, remaining));
    new EffectReport(diagnostics).tell(family, result.effects(), result.dryRun());
    diagnostics.note(family + result.counts() + ", " + result.milliseconds() + " ms");
  }

  private void tellRemaining(String family, IptablesPlan remaining) {
    if (remaining.isEmpty()) {
      return;
    }
    diagnostics.error(family + "the kernel does not hold what was applied; still to change:");
    tellLines(remaining.tables().stream().flatMap(table -> lines(table).stream()).toList());
  }

  private void tellLines(List<String> lines) {
    lines.stream().limit(LISTED).forEach(diagnostics::problem);
    if (lines.size() > LISTED) {
      diagnostics.problem("  and " + (lines.size() - LISTED) + " more");
    }
  }

  private static List<String> lines(TablePlan table) {
    return table.steps().map(step -> line(table, step)).toList();
  }

  private static String line(TablePlan table, PlanStep step) {
    StringBuilder line = new StringBuilder("  ").append(table.table().lowerCase()).append(": ");
    step.change().appendTo(line);
    return line.append(" (").append(step.cause().text()).append(')').toString();
  }
}
