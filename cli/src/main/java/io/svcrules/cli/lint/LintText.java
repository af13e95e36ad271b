// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.LintFinding;
import java.util.List;

/** Findings as compilers write them, each with what to do about it. */
final class LintText {
  private LintText() {}

  static String of(List<PlacedFinding> findings) {
    StringBuilder out = new StringBuilder();
    for (PlacedFinding placed : findings) {
      LintFinding finding = placed.finding();
      placed.place().ifPresent(place -> out.append(place).append(": "));
      out.append(finding.severity().text()).append(": ").append(finding.object()).append(": ");
      out.append(finding.field()).append(": ").append(finding.reason());
      out.append(" [").append(finding.id().id()).append("]\n");
      out.append("    ").append(finding.fix()).append('\n');
    }
    return out.toString();
  }
}
