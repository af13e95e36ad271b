// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Test;

/** Nodes that lack something. */
class LackingTest {
  private final FakeKernel kernel = new FakeKernel();

  private CliRun run(String yaml, String... args) {
    return new TestProcess().on(kernel).run(yaml, args);
  }

  private String saved() {
    return kernel.saved(IpFamily.IPV4, IptablesVariant.NFT);
  }

  @Test
  void whatHasASubstituteIsToldAndSubstituted() {
    kernel.lacks(Capability.RANDOM_FULLY);
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "svcrules: warning: IPv4: target MASQUERADE --random-fully is missing: of"
                    + " connections"),
        run.err());
    assertTrue(saved().contains("-j MASQUERADE\n"), saved());
    CliRun diff = run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(0, diff.status(), "the same rules once more");
    assertTrue(diff.err().contains("IPv4: target MASQUERADE --random-fully is missing"));
    assertTrue(run(Yaml.WEB, "apply", "-f", "-").err().contains("nothing to change"));
    CliRun json = run(Yaml.WEB, "apply", "-f", "-", "-o", "json");
    assertTrue(
        json.out().contains("\"capability\": \"target MASQUERADE --random-fully\""), json.out());
  }

  @Test
  void aServiceThatCannotDoWithoutIsLeftOutAndNamed() {
    kernel.lacks(Capability.STATISTIC);
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(5, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "IPv4: default/web:http is left out, the kernel refuses it: match statistic is"
                    + " missing\n"),
        run.err());
    assertTrue(!saved().contains("default/web"), saved());
    assertEquals(5, run(Yaml.WEB, "apply", "-f", "-", "--dry-run").status());
  }

  @Test
  void diffTellsWhatApplyTells() {
    kernel.lacks(Capability.STATISTIC);
    kernel.lacks(Capability.RANDOM_FULLY);
    // Before there is any table nothing is asked, as that would make it.
    assertEquals(0, run(Yaml.DUAL, "apply", "-f", "-").status());
    String both = Yaml.DUAL + "---\n" + Yaml.WEB;
    CliRun diff = run(both, "diff", "-f", "-", "-o", "json");
    assertEquals(5, diff.status(), diff.err());
    assertTrue(diff.out().contains("\"lacking\": ["), diff.out());
    assertTrue(diff.out().contains("\"capability\": \"match statistic\""), diff.out());
    assertTrue(diff.out().contains("\"reason\": \"match statistic is missing\""), diff.out());
    assertEquals(5, run(both, "diff", "-f", "-", "--exit-code=false").status());
    assertEquals(5, run(both, "apply", "-f", "-").status());
    assertEquals(5, run(both, "diff", "-f", "-").status(), "still left out");
  }

  @Test
  void whatHasASubstituteIsNoMatterOfTheStatusOfDiff() {
    kernel.lacks(Capability.RANDOM_FULLY);
    assertEquals(0, run(Yaml.WEB, "apply", "-f", "-").status());
    assertEquals(0, run(Yaml.WEB, "diff", "-f", "-").status());
    CliRun moved =
        run(Yaml.WEB.replace("10.244.2.10", "10.244.2.11"), "diff", "-f", "-", "-o", "json");
    assertEquals(1, moved.status());
    assertTrue(
        moved.out().contains("\"capability\": \"target MASQUERADE --random-fully\""), moved.out());
    assertTrue(moved.out().contains("\"quarantined\": []"), moved.out());
  }

  @Test
  void aNodeThatCanServeNothingIsLeftAsItIs() {
    kernel.lacks(Capability.CONNTRACK);
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(3, run.status());
    assertTrue(run.err().contains("lacks match conntrack, without which no service"), run.err());
    assertEquals("", saved());
  }
}
