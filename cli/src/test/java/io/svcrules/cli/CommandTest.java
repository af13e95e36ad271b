// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.env.Environment;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class CommandTest {
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
