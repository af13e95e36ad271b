// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.option.KubeProxyFlags;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command once it is known what the words are that the parser could not place. */
final class CheckedRun implements IExecutionStrategy {
  private final Diagnostics diagnostics;

  CheckedRun(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (!last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
      checkUnmatched(last);
    }
    return new RunLast().execute(parsed);
  }

  private void checkUnmatched(ParseResult parsed) {
    KubeProxyFlags flags = KubeProxyFlags.among(parsed.unmatched());
    if (!flags.unknown().isEmpty()) {
      throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), flags.unknown());
    }
    if (!flags.ignored().isEmpty()) {
      diagnostics.warning(
          "ignored, as no rule depends on them: " + String.join(", ", flags.ignored()));
    }
  }
}
