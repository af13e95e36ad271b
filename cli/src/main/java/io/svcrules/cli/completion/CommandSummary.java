// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.completion;

import picocli.CommandLine.Model.CommandSpec;

/** What a list of commands says of each: the first sentence of its help. */
public final class CommandSummary {
  private CommandSummary() {}

  /** The first sentence; empty if the command has no description. */
  public static String of(CommandSpec command) {
    String[] description = command.usageMessage().description();
    if (description.length == 0) {
      return "";
    }
    int end = description[0].indexOf(". ");
    return end < 0 ? description[0] : description[0].substring(0, end + 1);
  }
}
