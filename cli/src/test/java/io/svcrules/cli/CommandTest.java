// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.env.Environment;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTest {
  @Test
  void theVersionIsThatOfTheBuild() {
    CliRun run = CliRun.of("--version");
    assertTrue(run.out().matches("svcrules \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), run.out());
    assertEquals(0, run.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "render",
        "diff",
        "apply",
        "cleanup",
        "dump",
        "trace",
        "explain",
        "lint",
        "graph",
        "completion"
      })
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
  void helpSaysOneSentenceOfEachCommand() {
    String help = CliRun.of("--help").out();
    String apply = help.replaceFirst("(?s).*\n  apply ", "").replaceFirst("(?s)\n  cleanup.*", "");
    assertTrue(apply.endsWith("objects ask for."), apply);
    assertEquals(1, apply.chars().filter(c -> c == '.').count(), apply);
  }

  @ParameterizedTest
  @EnumSource
  void noLineOfAFooterIsWrapped(Subcommand subcommand) {
    Environment environment =
        new TestProcess()
            .environment(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    CommandLine command = new CommandLine(subcommand.make(environment));
    List<String> help = CliRun.of(subcommand.word(), "--help").out().lines().toList();
    for (String line : command.getCommandSpec().usageMessage().footer()) {
      assertTrue(help.contains(line), line);
    }
  }

  @Test
  void noCommandIsWrongUsage() {
    CliRun run = CliRun.of();
    assertEquals(2, run.status());
    assertEquals("svcrules: expected a command\nsvcrules: see svcrules --help\n", run.err());
  }
}
