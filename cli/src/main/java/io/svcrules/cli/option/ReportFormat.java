// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

/** {@code -o} of commands about a kernel: what standard output holds. */
public enum ReportFormat {
  /** What iptables understands. */
  TEXT("text"),
  /** The schema of docs/kernel-json.md. */
  JSON("json");

  private final String spelling;

  ReportFormat(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
