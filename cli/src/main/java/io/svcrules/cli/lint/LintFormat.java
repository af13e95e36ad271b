// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.lint;

/** {@code -o} of lint: what standard output holds. */
public enum LintFormat {
  /** A line for each finding, and one with what to do about it. */
  TEXT("text"),
  /** The schema of docs/lint-json.md. */
  JSON("json"),
  /** Static Analysis Results Interchange Format 2.1.0 (OASIS). */
  SARIF("sarif");

  private final String spelling;

  LintFormat(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
