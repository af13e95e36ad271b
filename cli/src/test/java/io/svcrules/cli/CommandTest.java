// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTest {
  private static final int HELP_WIDTH = 80;

  @Test
  void theVersionIsThatOfTheBuild() {
    CliRun run = CliRun.of("--version");
    assertTrue(run.out().matches("svcrules \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), run.out());
    assertEquals(0, run.status());
  }

  @Test
  void helpHasExamples() {
    CliRun run = CliRun.of("--help");
    assertEquals(0, run.status());
    assertEquals("", run.err());
    assertTrue(run.out().contains("\nExamples:\n  svcrules "), run.out());
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandHasHelpWithExamples(Subcommand command) {
    CliRun run = CliRun.of(command.word(), "--help");
    assertEquals(0, run.status());
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("Usage: svcrules " + command.word() + " "), run.out());
    assertTrue(run.out().contains("\nExamples:\n  "), run.out());
  }

  @ParameterizedTest
  @EnumSource
  void examplesOfHelpCanBePasted(Subcommand command) {
    List<String> examples =
        CliRun.of(command.word(), "--help")
            .out()
            .lines()
            .dropWhile(line -> !line.equals("Examples:"))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .toList();
    assertFalse(examples.isEmpty());
    for (String line : examples) {
      assertTrue(line.startsWith("  "), () -> "broken by the width of the screen: " + line);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Subcommand.class,
      names = {"COMPLETION", "CLEANUP"},
      mode = EnumSource.Mode.EXCLUDE)
  void theExitStatusIsToldInOneParagraph(Subcommand command) {
    List<String> lines =
        CliRun.of(command.word(), "--help")
            .out()
            .lines()
            .dropWhile(line -> !line.startsWith("Exit status: 0 "))
            .toList();
    assertFalse(lines.isEmpty());
    for (int i = 1; i < lines.size(); i++) {
      int room = HELP_WIDTH - 1 - lines.get(i - 1).length();
      String word = lines.get(i).split(" ", 2)[0];
      assertTrue(word.length() >= room, () -> word + " would fit above: " + lines);
    }
  }

  @Test
  void helpListsAllCommands() {
    String help = CliRun.of("--help").out();
    for (Subcommand subcommand : Subcommand.values()) {
      assertTrue(help.contains("\n  " + subcommand.word() + " "), help);
    }
  }

  @Test
  void noCommandIsWrongUsage() {
    CliRun run = CliRun.of();
    assertEquals(2, run.status());
    assertEquals("svcrules: expected a command\nsvcrules: see svcrules --help\n", run.err());
  }
}
