// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.completion.CompletionCommand;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.render.RenderCommand;

/** The commands below {@code svcrules}, in the order in which help lists them. */
enum Subcommand {
  /** Prints rules. */
  RENDER("render"),
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
      case COMPLETION -> new CompletionCommand(environment);
    };
  }
}
