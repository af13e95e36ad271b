// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @Test
  void theVersionIsThatOfTheBuild() {
    CliRun run = CliRun.of("--version");
    assertTrue(run.out().matches("svcrules \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), run.out());
    assertEquals(0, run.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "render", "diff", "apply", "cleanup", "dump", "completion"})
  void everyCommandHasHelpWithExamples(String command) {
    CliRun run = command.isEmpty() ? CliRun.of("--help") : CliRun.of(command, "--help");
    assertEquals(0, run.status());
    assertEquals("", run.err());
    assertTrue(run.out().contains("Usage: svcrules " + command), run.out());
    assertTrue(run.out().contains("\nExamples:\n  "), run.out());
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
