// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

import io.svcrules.model.lint.LintFinding;
import io.svcrules.model.lint.LintSeverity;
import java.util.List;

/** {@code --fail-on}: which findings make the command fail. */
public enum FailOn {
  /** Any. */
  NOTE("note"),
  /** Warnings and errors. */
  WARNING("warning"),
  /** Errors. */
  ERROR("error"),
  /** None. */
  NEVER("never");

  private final String spelling;

  FailOn(String spelling) {
    this.spelling = spelling;
  }

  /** Whether there is a finding that counts. */
  boolean isReached(List<LintFinding> findings) {
    return findings.stream().anyMatch(finding -> counts(finding.severity()));
  }

  private boolean counts(LintSeverity severity) {
    return switch (this) {
      case NOTE -> true;
      case WARNING -> severity != LintSeverity.NOTE;
      case ERROR -> severity == LintSeverity.ERROR;
      case NEVER -> false;
    };
  }

  @Override
  public String toString() {
    return spelling;
  }
}
