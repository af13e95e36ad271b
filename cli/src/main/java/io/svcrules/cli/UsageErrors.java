// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.ExitStatus;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what is wrong with the words of a command line. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Diagnostics diagnostics;

  UsageErrors(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandSpec command = error.getCommandLine().getCommandSpec();
    if (error instanceof UnmatchedArgumentException unmatched) {
      diagnostics.error(unmatched(unmatched.getUnmatched(), command));
      if (!unmatched.getSuggestions().isEmpty()) {
        diagnostics.note("did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
      }
    } else {
      diagnostics.error(message(error, args));
    }
    diagnostics.note("see " + command.qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  /** What the parser says has positions that count the names of commands. */
  private static String message(ParameterException error, String[] args) {
    return error.getArgSpec() instanceof PositionalParamSpec argument
            && error.getCause() instanceof TypeConversionException
        ? argument.paramLabel() + ": " + error.getCause().getMessage()
        : TypedName.message(error, args);
  }

  /** Behind an unknown option stands its value, perhaps. */
  private static String unmatched(List<String> words, CommandSpec command) {
    List<String> options = words.stream().filter(word -> word.startsWith("-")).toList();
    if (!options.isEmpty()) {
      return "Unknown option" + (options.size() == 1 ? ": " : "s: ") + quoted(options);
    }
    if (!command.subcommands().isEmpty()) {
      return "there is no command " + quoted(words.subList(0, 1));
    }
    boolean takesFiles = command.findOption("--filename") != null;
    return "Unexpected argument"
        + (words.size() == 1 ? ": " : "s: ")
        + quoted(words)
        + (takesFiles ? "; files are named by -f" : "");
  }

  private static String quoted(List<String> words) {
    return words.stream().collect(Collectors.joining("', '", "'", "'"));
  }
}
