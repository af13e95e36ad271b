// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.option;

import picocli.CommandLine.Option;

/** Asks for help on a command; the parser sees to it. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean asked;
}
