// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.env.Environment;
import io.svcrules.testdata.Scenario;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario folder gives what it says. With {@code -Dsvcrules.scenarios=update} the folders
 * are made to say what comes out, to be judged as a change of the text.
 */
final class ScenarioTest {
  private static final boolean UPDATE = "update".equals(System.getProperty("svcrules.scenarios"));

  static List<Scenario> all() {
    return Scenario.all();
  }

  @Test
  void thereAreScenariosForTheWholeReference() {
    assertTrue(Scenario.all().size() >= 120, () -> Scenario.all().size() + " scenarios");
  }

  @ParameterizedTest
  @MethodSource("all")
  void scenario(Scenario scenario) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    StringWriter stderr = new StringWriter();
    Environment environment =
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            stdout,
            new PrintWriter(stderr, true),
            scenario.folder(),
            () -> "some-machine",
            false,
            false);
    List<String> args = new ArrayList<>(List.of("render"));
    args.addAll(scenario.args());
    int exit = Main.run(args.toArray(String[]::new), environment);
    String out = stdout.toString(StandardCharsets.UTF_8);
    if (UPDATE) {
      scenario.update(out, stderr.toString(), exit);
      return;
    }
    assertAll(
        () -> assertEquals(scenario.stderr(), stderr.toString(), "stderr"),
        () -> assertEquals(scenario.stdout(), out, "stdout"),
        () -> assertEquals(scenario.exit(), exit, "exit status"));
  }
}
