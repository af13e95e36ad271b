// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import picocli.CommandLine.Option;

/** How much is told on standard error, and how strict the command is. */
public final class ReportOptions {
  @Option(
      names = {"-v", "--verbose"},
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "LEVEL",
      description =
          "Say of each Service without rules why it has none, and of the iptables that is used"
              + " why it is.")
  private int verbosity;

  @Option(
      names = "--strict",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Do nothing and exit with 2 if any object must be left out.")
  private boolean strict;

  /** Whether details are told on standard error. */
  public boolean verbose() {
    return verbosity > 0;
  }

  /** Whether an object with mistakes stops everything. */
  public boolean strict() {
    return strict;
  }
}
