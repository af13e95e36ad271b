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
  void aNodeThatCanServeNothingIsLeftAsItIs() {
    kernel.lacks(Capability.CONNTRACK);
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(3, run.status());
    assertTrue(run.err().contains("lacks match conntrack, without which no service"), run.err());
    assertEquals("", saved());
  }
}
