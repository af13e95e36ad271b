// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.ExitStatus;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what is wrong with the words of a command line. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Diagnostics diagnostics;

  UsageErrors(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    diagnostics.error(TypedName.message(error, args));
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      diagnostics.note("did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    }
    diagnostics.note("see " + error.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }
}
