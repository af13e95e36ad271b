// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.model.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
  private final FakeKernel kernel = new FakeKernel();

  private CliRun run(String yaml, String... args) {
    return new TestProcess().on(kernel).run(yaml, args);
  }

  private void apply(String yaml) {
    assertEquals(0, run(yaml, "apply", "-f", "-").status());
  }

  private static List<String> hunks(CliRun run) {
    return run.out().lines().filter(line -> line.startsWith("@@")).toList();
  }

  @Test
  void aNodeWithoutRulesLacksAllOfThem() {
    CliRun run = run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().startsWith("--- kernel\tIPv4\n+++ objects\tIPv4\n@@ -0,0 +1,"));
    assertTrue(hunks(run).get(0).endsWith(" @@ nat: default/web:http (TCP)"), run.out());
    assertTrue(run.out().contains("\n+-A KUBE-SERVICES -d 10.96.0.10/32 "), run.out());
    assertFalse(run.out().contains("\n-"), run.out());
    assertEquals("", kernel.saved(IpFamily.IPV4, IptablesVariant.NFT));
  }

  @Test
  void whatWasAppliedIsNoDifference() {
    apply(Yaml.WEB);
    CliRun run = run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(new CliRun(0, "", run.err()), run);
  }

  @Test
  void anEndpointThatMovesChangesItsServiceOnly() {
    apply(Yaml.WEB + "---\n" + Yaml.DUAL);
    String moved = Yaml.WEB.replace("10.244.2.10", "10.244.2.11") + "---\n" + Yaml.DUAL;
    CliRun run = run(moved, "diff", "-f", "-", "--family=ipv4");
    assertEquals(1, run.status(), run.err());
    assertTrue(
        hunks(run).stream().allMatch(hunk -> hunk.endsWith("@@ nat: default/web:http (TCP)")),
        run.out());
    assertTrue(run.out().contains("--A KUBE-SEP-"), run.out());
    assertTrue(run.out().contains("+-A KUBE-SEP-"), run.out());
    assertTrue(run.out().contains(" -A KUBE-SVC-"), run.out());
  }

  @Test
  void aServiceThatIsGoneIsShownAsGone() {
    apply(Yaml.WEB + "---\n" + Yaml.DUAL);
    CliRun run = run(Yaml.DUAL, "diff", "-f", "-", "--family=ipv4");
    assertEquals(1, run.status());
    assertTrue(hunks(run).get(0).endsWith("rules that no service asks for"), run.out());
    assertTrue(
        hunks(run).get(hunks(run).size() - 1).endsWith("services and endpoints that are gone"));
    assertFalse(run.out().contains("\n+-A"), run.out());
  }

  @Test
  void theExitCodeCanBeSwitchedOff() {
    CliRun run = run(Yaml.WEB, "diff", "-f", "-", "--exit-code=false");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("+-A KUBE-SERVICES"));
  }

  @Test
  void bothFamiliesAreCompared() {
    CliRun run = run(Yaml.DUAL, "diff", "-f", "-");
    assertTrue(run.out().contains("--- kernel\tIPv4\n"), run.out());
    assertTrue(run.out().contains("--- kernel\tIPv6\n"), run.out());
  }

  @Test
  void theVariantCanBeChosen() {
    run(Yaml.WEB, "apply", "-f", "-", "--iptables-variant=legacy");
    assertEquals(
        0, run(Yaml.WEB, "diff", "-f", "-", "--iptables-variant=legacy").status(), "legacy");
    assertEquals(1, run(Yaml.WEB, "diff", "-f", "-", "--iptables-variant=nft").status(), "nft");
    assertEquals(1, run(Yaml.WEB, "diff", "-f", "-", "--iptables-variant=auto").status(), "auto");
  }

  @Test
  void jsonSaysTheSameByCause() {
    CliRun run = run(Yaml.WEB, "diff", "-f", "-", "-o", "json");
    assertEquals(1, run.status());
    assertTrue(run.out().contains("\"kind\": \"RulesDiff\""), run.out());
    assertTrue(run.out().contains("\"cause\": \"default/web:http (TCP)\""), run.out());
    assertTrue(run.out().contains("\"side\": \"added\""), run.out());
  }

  @Test
  void coloursAreForTerminals() {
    apply(Yaml.WEB);
    String moved = Yaml.WEB.replace("10.244.2.10", "10.244.2.11");
    CliRun run = new TestProcess().on(kernel).colour(true).run(moved, "diff", "-f", "-");
    assertTrue(run.out().startsWith("\u001b[1m--- kernel\tIPv4\u001b[0m\n"), run.out());
    assertTrue(run.out().contains("\n\u001b[36m@@ "), run.out());
    assertTrue(run.out().contains("\n\u001b[31m--A KUBE-"), run.out());
    assertTrue(run.out().contains("\n\u001b[32m+-A KUBE-"), run.out());
    assertTrue(run.out().contains("\n -A KUBE-"), run.out());
  }

  @Test
  void anotherProgramShowsTwoFilesOfIptablesSave() {
    CliRun run =
        new TestProcess()
            .on(kernel)
            .with("SVCRULES_EXTERNAL_DIFF", "diff -u")
            .run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().matches("(?s)--- /.*/kernel-IPv4\t.*\n\\+\\+\\+ /.*/objects-IPv4\t.*"));
    assertTrue(run.out().contains("\n+*nat\n+:"), run.out());
    assertTrue(run.out().contains("\n+COMMIT"), run.out());
  }

  @Test
  void theOtherProgramIsNotRunWithoutDifference() {
    apply(Yaml.WEB);
    CliRun run =
        new TestProcess()
            .on(kernel)
            .with("SVCRULES_EXTERNAL_DIFF", "false")
            .run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(0, run.status());
  }

  @ParameterizedTest
  @CsvSource({"/no/such/program, 2, /no/such/program", "ls --no-such-option, 2, ended with"})
  void troubleOfTheOtherProgramIsAnError(String program, int status, String words) {
    CliRun run =
        new TestProcess()
            .on(kernel)
            .with("SVCRULES_EXTERNAL_DIFF", program)
            .run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(status, run.status());
    assertTrue(run.err().contains("SVCRULES_EXTERNAL_DIFF: "), run.err());
    assertTrue(run.err().contains(words), run.err());
  }

  @ParameterizedTest
  @CsvSource({"NOT_PERMITTED, 4", "BUSY, 3", "UNAVAILABLE, 3"})
  void aKernelThatCannotBeReadIsAnErrorBeyondOne(Kind kind, int status) {
    kernel.fails(IpFamily.IPV4, IptablesVariant.NFT, kind);
    CliRun run = run(Yaml.WEB, "diff", "-f", "-");
    assertEquals(status, run.status());
    assertEquals("", run.out());
    assertTrue(run.err().contains("told to fail"), run.err());
  }

  @Test
  void objectsWithMistakesAreAnErrorBeyondOne() {
    assertEquals(5, run(Yaml.WEB + Yaml.BROKEN, "diff", "-f", "-").status());
    assertEquals(2, run(Yaml.WEB + Yaml.BROKEN, "diff", "-f", "-", "--strict").status());
  }

  @Test
  void flagsOfKubeProxyCanBePasted() {
    CliRun run = run(Yaml.WEB, "diff", "-f", "-", "--v=2", "--cluster-cidr=10.244.0.0/16");
    assertEquals(1, run.status(), run.err());
  }

  @Test
  void servicesCannotBePickedAsAllOthersWouldSeemToGo() {
    assertEquals(2, run(Yaml.WEB, "diff", "-f", "-", "-n", "default").status());
  }
}
