// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.completion.Shell;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.graph.GraphFormat;
import io.svcrules.cli.lint.FailOn;
import io.svcrules.cli.lint.LintFormat;
import io.svcrules.cli.option.Converters;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * All commands, put together for one run.
 *
 * <p>What the parser calls back are classes, not lambdas: it is compiled for Java 5, and the class
 * data archive holds no lambdas for interfaces that old.
 */
final class CommandTree {
  private final Environment environment;

  CommandTree(Environment environment) {
    this.environment = environment;
  }

  /** Runs the command that the words ask for. */
  int execute(String[] args) {
    return commandLine(args).execute(args);
  }

  private CommandLine commandLine(String[] args) {
    CommandLine root = new CommandLine(new SvcrulesCommand());
    for (Subcommand subcommand : Subcommand.values()) {
      if (isNeeded(subcommand, args)) {
        CommandLine command = new CommandLine(subcommand.make(environment));
        command.getCommandSpec().addOption(helpOption());
        root.addSubcommand(subcommand.word(), command);
      }
    }
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
    Converters.register(root);
    Converters.choice(root, Shell.class);
    Converters.choice(root, GraphFormat.class);
    Converters.choice(root, LintFormat.class);
    Converters.choice(root, FailOn.class);
    root.setOverwrittenOptionsAllowed(true);
    root.setUnmatchedArgumentsAllowed(true);
    root.setOut(new PrintWriter(environment.stdout(), false, StandardCharsets.UTF_8));
    root.setErr(environment.stderr());
    root.setColorScheme(Help.defaultColorScheme(environment.colourOut() ? Ansi.ON : Ansi.OFF));
    Diagnostics diagnostics = new Diagnostics(environment);
    root.setParameterExceptionHandler(new UsageErrors(diagnostics));
    root.setExecutionStrategy(new CheckedRun(diagnostics));
    root.setExecutionExceptionHandler(new Failures(environment));
    return root;
  }

  private static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }

  /** Looking at the options of all commands takes time that a run of a known one can save. */
  private static boolean isNeeded(Subcommand subcommand, String[] args) {
    boolean known =
        args.length > 0 && Arrays.stream(Subcommand.values()).anyMatch(one -> one.isAlone(args[0]));
    return !known || subcommand.isAlone(args[0]);
  }
}
