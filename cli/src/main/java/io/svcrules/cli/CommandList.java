// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.completion.CommandSummary;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** Lists the commands in help, each with one sentence: its own help says the rest. */
final class CommandList implements IHelpSectionRenderer {
  private static final int INDENT = 2;

  @Override
  public String render(Help help) {
    int names =
        help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0) + 2 * INDENT;
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(names, INDENT, Column.Overflow.TRUNCATE),
            new Column(width - names, 0, Column.Overflow.WRAP));
    help.subcommands()
        .forEach(
            (name, command) ->
                table.addRowValues(
                    help.colorScheme().commandText(name),
                    help.colorScheme().text(CommandSummary.of(command.commandSpec()))));
    return table.toString();
  }
}
