// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import picocli.CommandLine.Option;

/** How a command that changes a node is run, and how it reports. */
public final class ChangeOptions {
  @Option(
      names = "--dry-run",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "Print what would be done, and change nothing: of rules the lines that iptables-restore"
              + " would be given, of all else commands (conntrack, sysctl, ipvsadm and others).")
  private boolean dryRun;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "text (default): nothing, or with --dry-run the plan; json: each change with its cause,"
              + " and what became of it.")
  private ReportFormat format = ReportFormat.TEXT;

  /** Whether nothing is changed. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** How standard output reports. */
  public ReportFormat format() {
    return format;
  }
}
