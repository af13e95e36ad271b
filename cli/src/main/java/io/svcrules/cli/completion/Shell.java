// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that completes command lines. */
public enum Shell {
  /** The GNU Bourne-Again Shell. */
  BASH("bash"),
  /** The Z shell, which takes the script of bash. */
  ZSH("zsh"),
  /** The friendly interactive shell. */
  FISH("fish");

  private final String spelling;

  Shell(String spelling) {
    this.spelling = spelling;
  }

  /** The script that teaches the shell a command. */
  String script(CommandLine command) {
    return switch (this) {
      case BASH, ZSH -> AutoComplete.bash(command.getCommandName(), command);
      case FISH -> new FishScript(command.getCommandSpec()).text();
    };
  }

  @Override
  public String toString() {
    return spelling;
  }
}
