// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From each sample of kube-proxy to the next: the diff takes out and adds what apply does. */
class DiffLawTest {
  private final FakeKernel kernel = new FakeKernel();

  private static List<Scenario> samples() {
    return Scenario.all().stream()
        .filter(scenario -> scenario.name().startsWith("kube-proxy-"))
        .toList();
  }

  private CliRun run(Scenario scenario, String command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(scenario.args());
    args.add("--family=ipv4");
    return new TestProcess()
        .on(kernel)
        .inDirectory(scenario.folder())
        .run("", args.toArray(String[]::new));
  }

  private List<String> lines() {
    return new ArrayList<>(
        kernel
            .saved(IpFamily.IPV4, IptablesVariant.NFT)
            .lines()
            .filter(line -> line.matches("(-A|:KUBE).*"))
            .toList());
  }

  @Test
  void theLinesBeforeAndTheDiffGiveTheLinesAfter() {
    int changes = 0;
    for (Scenario scenario : samples()) {
      List<String> expected = lines();
      CliRun diff = run(scenario, "diff");
      for (String line : diff.out().lines().skip(2).toList()) {
        if (line.startsWith("+")) {
          expected.add(line.substring(1));
          changes++;
        } else if (line.startsWith("-")) {
          assertTrue(expected.remove(line.substring(1)), line);
          changes++;
        } else if (line.startsWith(" ")) {
          assertTrue(expected.contains(line.substring(1)), line);
        }
      }
      assertEquals(0, run(scenario, "apply").status(), scenario.name());
      List<String> found = lines();
      Collections.sort(expected);
      Collections.sort(found);
      assertEquals(expected, found, scenario.name());
    }
    assertTrue(changes > 100, "there were changes");
  }
}
