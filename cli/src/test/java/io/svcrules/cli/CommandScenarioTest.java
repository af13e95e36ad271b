// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.testdata.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of runs of explain, lint and graph gives what it says. With {@code
 * -Dsvcrules.scenarios=update} the folders are made to say what comes out.
 */
final class CommandScenarioTest {
  private static final boolean UPDATE = "update".equals(System.getProperty("svcrules.scenarios"));

  static List<Scenario> all() {
    return Scenario.ofCommands();
  }

  @Test
  void thereAreScenarios() {
    assertTrue(all().size() >= 10, () -> all().size() + " scenarios");
  }

  @ParameterizedTest
  @MethodSource("all")
  void scenario(Scenario scenario) {
    InProcess run = InProcess.run(scenario.folder(), scenario.args());
    if (UPDATE) {
      scenario.update(run.stdout(), run.stderr(), run.exit());
      return;
    }
    assertAll(
        () -> assertEquals(scenario.stderr(), run.stderr(), "stderr"),
        () -> assertEquals(scenario.stdout(), run.stdout(), "stdout"),
        () -> assertEquals(scenario.exit(), run.exit(), "exit status"));
  }
}
