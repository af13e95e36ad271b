// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.input;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.model.manifest.Problem;
import io.svcrules.model.manifest.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people what is wrong with the input, one line for each problem, then a summary. */
public final class InputReport {
  private final Diagnostics diagnostics;

  /** A report on these diagnostics. */
  public InputReport(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Tells of all problems and of the kinds that were skipped.
   *
   * @param unusable what follows from input that cannot be used
   */
  public void tell(ManifestInput input, boolean strict, String unusable) {
    input.problems().forEach(this::tell);
    tellSkipped(input.skippedKinds());
    if (!input.problems().isEmpty()) {
      diagnostics.note(summary(input, strict, unusable));
    }
  }

  /** Tells of one problem. */
  public void tell(Problem problem) {
    if (problem.severity() == Severity.WARNING) {
      diagnostics.suspicion(problem.toString());
    } else {
      diagnostics.problem(problem.toString());
    }
  }

  private void tellSkipped(Map<String, Integer> kinds) {
    if (!kinds.isEmpty()) {
      diagnostics.note(
          kinds.entrySet().stream()
              .map(kind -> kind.getValue() + " " + kind.getKey())
              .collect(Collectors.joining(", ", "skipped ", "")));
    }
  }

  private static String summary(ManifestInput input, boolean strict, String unusable) {
    List<Problem> problems = input.problems();
    long warnings = problems.stream().filter(p -> p.severity() == Severity.WARNING).count();
    long errors = problems.size() - warnings;
    String counts = count(errors, "error") + ", " + count(warnings, "warning");
    if (input.unusable(strict)) {
      return counts + "; " + unusable;
    }
    return errors == 0 ? counts : counts + "; objects with errors are left out";
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
