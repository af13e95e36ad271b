// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.testdata.Scenario;
import java.util.List;
import java.util.stream.Stream;
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
    return Stream.concat(Scenario.all().stream(), Scenario.ofIpvs().stream()).toList();
  }

  @Test
  void thereAreScenariosForTheWholeReference() {
    assertTrue(Scenario.all().size() >= 120, () -> Scenario.all().size() + " scenarios");
    assertTrue(Scenario.ofIpvs().size() >= 20, () -> Scenario.ofIpvs().size() + " of mode ipvs");
  }

  @ParameterizedTest
  @MethodSource("all")
  void scenario(Scenario scenario) {
    List<String> args = Stream.concat(Stream.of("render"), scenario.args().stream()).toList();
    InProcess run = InProcess.run(scenario.folder(), args);
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
