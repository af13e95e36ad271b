// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.completion.Shell;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.env.UsageException;
import io.svcrules.cli.option.Converters;
import io.svcrules.cli.option.KubeProxyFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, put together for one run. */
final class CommandTree {
  /** What a write says of EPIPE (errno(3)), in the locale C that the launcher sets. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private final Environment environment;
  private final Diagnostics diagnostics;

  CommandTree(Environment environment) {
    this.environment = environment;
    this.diagnostics = new Diagnostics(environment);
  }

  /** Runs the command that the words ask for. */
  int execute(String[] args) {
    return commandLine(args).execute(args);
  }

  private CommandLine commandLine(String[] args) {
    CommandLine root = new CommandLine(new SvcrulesCommand());
    for (Subcommand subcommand : Subcommand.values()) {
      if (isNeeded(subcommand, args)) {
        root.addSubcommand(subcommand.word(), subcommand.make(environment));
      }
    }
    Converters.register(root);
    Converters.choice(root, Shell.class);
    root.setOverwrittenOptionsAllowed(true);
    root.setUnmatchedArgumentsAllowed(true);
    root.setOut(new PrintWriter(environment.stdout(), false, StandardCharsets.UTF_8));
    root.setErr(environment.stderr());
    root.setColorScheme(Help.defaultColorScheme(environment.colourOut() ? Ansi.ON : Ansi.OFF));
    root.setUsageHelpAutoWidth(false);
    root.setParameterExceptionHandler(this::onUsageError);
    root.setExecutionStrategy(this::run);
    root.setExecutionExceptionHandler((failure, command, parsed) -> onFailure(failure));
    return root;
  }

  /** Looking at the options of all commands takes time that a run of a known one can save. */
  private static boolean isNeeded(Subcommand subcommand, String[] args) {
    boolean known =
        args.length > 0 && Arrays.stream(Subcommand.values()).anyMatch(one -> one.isAlone(args[0]));
    return !known || subcommand.isAlone(args[0]);
  }

  private int run(ParseResult parsed) {
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
    CommandLine command = parsed.commandSpec().commandLine();
    if (!flags.unknown().isEmpty()) {
      throw new UnmatchedArgumentException(command, flags.unknown());
    }
    if (!flags.ignored().isEmpty()) {
      diagnostics.warning(
          "ignored, as no rule depends on them: " + String.join(", ", flags.ignored()));
    }
  }

  private int onUsageError(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    diagnostics.error(error.getMessage());
    if (error instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        diagnostics.note("did you mean " + String.join(" or ", suggestions) + "?");
      }
    }
    diagnostics.note("see " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  private int onFailure(Exception failure) {
    if (failure instanceof UsageException) {
      diagnostics.error(failure.getMessage());
      return ExitStatus.USAGE;
    }
    if (failure instanceof IOException) {
      return onIoFailure(failure.getMessage());
    }
    diagnostics.error("a fault of svcrules itself, please report it: " + failure);
    failure.printStackTrace(environment.stderr());
    return ExitStatus.INTERNAL;
  }

  private int onIoFailure(String reason) {
    if (BROKEN_PIPE.equals(reason)) {
      return ExitStatus.BROKEN_PIPE;
    }
    diagnostics.error("cannot write the output: " + reason);
    return ExitStatus.USAGE;
  }
}
