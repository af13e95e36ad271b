// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.apply.ApplyCommand;
import io.svcrules.cli.cleanup.CleanupCommand;
import io.svcrules.cli.completion.CompletionCommand;
import io.svcrules.cli.diff.DiffCommand;
import io.svcrules.cli.dump.DumpCommand;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.explain.ExplainCommand;
import io.svcrules.cli.graph.GraphCommand;
import io.svcrules.cli.lint.LintCommand;
import io.svcrules.cli.render.RenderCommand;
import io.svcrules.cli.trace.TraceCommand;

/** The commands below {@code svcrules}, in the order in which help lists them. */
enum Subcommand {
  /** Prints rules. */
  RENDER("render"),
  /** Prints what apply would change. */
  DIFF("diff"),
  /** Brings the kernel to the rules. */
  APPLY("apply"),
  /** Removes all rules. */
  CLEANUP("cleanup"),
  /** Prints the rules that the kernel holds. */
  DUMP("dump"),
  /** Follows a packet. */
  TRACE("trace"),
  /** Says why a Service works as it does. */
  EXPLAIN("explain"),
  /** Finds what will bite. */
  LINT("lint"),
  /** Draws the rules. */
  GRAPH("graph"),
  /** Prints completion scripts. */
  COMPLETION("completion");

  private final String word;

  Subcommand(String word) {
    this.word = word;
  }

  /** The word on the command line. */
  String word() {
    return word;
  }

  /** Whether that word asks for this command, and it needs to know of no other. */
  boolean isAlone(String asked) {
    return this != COMPLETION && word.equals(asked);
  }

  /** The command in a process. */
  Object make(Environment environment) {
    return switch (this) {
      case RENDER -> new RenderCommand(environment);
      case DIFF -> new DiffCommand(environment);
      case APPLY -> new ApplyCommand(environment);
      case CLEANUP -> new CleanupCommand(environment);
      case DUMP -> new DumpCommand(environment);
      case TRACE -> new TraceCommand(environment);
      case EXPLAIN -> new ExplainCommand(environment);
      case LINT -> new LintCommand(environment);
      case GRAPH -> new GraphCommand(environment);
      case COMPLETION -> new CompletionCommand(environment);
    };
  }
}
