// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyTest {
  private static final String FOREIGN =
      """
      *filter
      :INPUT DROP [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      -A INPUT -s 192.0.2.0/24 -j ACCEPT
      COMMIT
      """;

  private final FakeKernel kernel = new FakeKernel();

  private CliRun run(String yaml, String... args) {
    return new TestProcess().on(kernel).run(yaml, args);
  }

  private String saved() {
    return kernel.saved(IpFamily.IPV4, IptablesVariant.NFT);
  }

  @Test
  void theKernelHoldsTheRulesAndTheSummarySaysHowMuchThatWas() {
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(0, run.status(), run.err());
    assertEquals("", run.out());
    assertTrue(saved().contains("-A KUBE-SERVICES -d 10.96.0.10/32 "), saved());
    String summary = run.errLines().get(run.errLines().size() - 1);
    assertTrue(
        summary.matches("svcrules: IPv4: \\+\\d+ chains, ~1 service, \\d+ rules, \\d+ ms"),
        summary);
  }

  @Test
  void aSecondTimeThereIsNothingToChange() {
    run(Yaml.WEB, "apply", "-f", "-");
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(0, run.status());
    assertTrue(run.err().matches("(?s).*IPv4: nothing to change, \\d+ ms\n"), run.err());
  }

  @Test
  void anEndpointThatLeavesIsOneServiceAndOneChain() {
    run(Yaml.WEB, "apply", "-f", "-");
    CliRun run =
        run(
            Yaml.WEB.replace("- {addresses: [10.244.2.10], nodeName: node-2}\n", ""),
            "apply",
            "-f",
            "-");
    assertTrue(run.err().contains("IPv4: -1 chain, ~1 service, "), run.err());
  }

  @Test
  void rulesOfOthersStay() {
    kernel.holds(IpFamily.IPV4, IptablesVariant.NFT, FOREIGN);
    run(Yaml.WEB, "apply", "-f", "-");
    assertTrue(saved().contains(":INPUT DROP [0:0]\n"), saved());
    assertTrue(saved().contains("-A INPUT -s 192.0.2.0/24 -j ACCEPT\n"), saved());
  }

  @Test
  void aDryRunPrintsTheVeryLinesAndChangesNothing() {
    CliRun run = run(Yaml.DUAL, "apply", "-f", "-", "--dry-run");
    assertEquals(0, run.status(), run.err());
    assertEquals("", saved());
    assertTrue(run.out().startsWith("# IPv4: iptables-nft-restore --noflush\n*filter\n"));
    int second = run.out().indexOf("# IPv6: ip6tables-nft-restore --noflush\n*filter\n");
    assertTrue(second > 0, run.out());
    IptablesTextParser.parseInput(IpFamily.IPV4, run.out().substring(0, second)).orThrow();
    IptablesTextParser.parseInput(IpFamily.IPV6, run.out().substring(second)).orThrow();
    run(Yaml.DUAL, "apply", "-f", "-");
    assertEquals(
        """
        # IPv4: iptables-nft-restore --noflush: nothing to change
        # IPv6: ip6tables-nft-restore --noflush: nothing to change
        """,
        run(Yaml.DUAL, "apply", "-f", "-", "--dry-run").out());
  }

  @Test
  void jsonTellsEachChangeItsCauseAndTheProof() {
    CliRun run = run(Yaml.WEB, "apply", "-f", "-", "-o", "json");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("\"kind\": \"AppliedRules\""), run.out());
    assertTrue(run.out().contains("\"dryRun\": false"), run.out());
    assertTrue(run.out().contains("\"cause\": \"default/web:http (TCP)\""), run.out());
    assertTrue(run.out().contains("\"quarantined\": []"), run.out());
    assertTrue(run.out().contains("\"remaining\": []"), run.out());
    CliRun dry = run(Yaml.DUAL, "apply", "-f", "-", "-o", "json", "--dry-run");
    assertTrue(dry.out().contains("\"dryRun\": true"), dry.out());
    assertTrue(!dry.out().contains("\"remaining\""), dry.out());
  }

  @Test
  void anObjectWithMistakesIsLeftOutAndThatItsRulesGoIsSaid() {
    CliRun run = run(Yaml.WEB + Yaml.BROKEN, "apply", "-f", "-");
    assertEquals(5, run.status(), run.err());
    assertTrue(saved().contains("default/web:http"), saved());
    assertTrue(
        run.err()
            .contains(
                "svcrules: warning: Service default/broken is left out because of its mistakes:"
                    + " what the node has of its rules is removed; --strict would apply nothing"
                    + " instead\n"),
        run.err());
  }

  @Test
  void strictAppliesNothing() {
    CliRun run = run(Yaml.WEB + Yaml.BROKEN, "apply", "-f", "-", "--strict");
    assertEquals(2, run.status());
    assertEquals("", saved());
    assertTrue(run.err().endsWith("1 error, 0 warnings; nothing is applied\n"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_PERMITTED, 4, this needs root",
    "BUSY, 3, try again",
    "UNAVAILABLE, 3, told to fail"
  })
  void aKernelThatCannotBeReachedIsToldByTheExitStatus(Kind kind, int status, String words) {
    kernel.fails(IpFamily.IPV4, IptablesVariant.NFT, kind);
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(status, run.status());
    assertTrue(run.err().contains("svcrules: IPv4: told to fail"), run.err());
    assertTrue(run.err().contains(words), run.err());
  }

  @Test
  void oneFamilyDoesNotKeepTheOtherFromItsRules() {
    kernel.fails(IpFamily.IPV4, IptablesVariant.NFT, Kind.UNAVAILABLE);
    CliRun run = run(Yaml.DUAL, "apply", "-f", "-");
    assertEquals(3, run.status());
    assertTrue(
        kernel.saved(IpFamily.IPV6, IptablesVariant.NFT).contains("-d fd00:96::20/128"), run.err());
  }

  @Test
  void aDifferenceThatStaysIsListed() {
    kernel.forgets();
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("the kernel does not hold what was applied"), run.err());
    assertTrue(run.err().contains("\n  filter: :KUBE-"), run.err());
    assertTrue(run.err().contains(" more\n"), run.err());
  }

  @Test
  void aChainThatRulesOfOthersHoldIsNamed() {
    run(Yaml.WEB, "apply", "-f", "-");
    String chain = saved().replaceAll("(?s).*:(KUBE-SEP-\\w+).*", "$1");
    kernel.holds(
        IpFamily.IPV4,
        IptablesVariant.NFT,
        saved()
            .replace("*nat\n", "*nat\n:MINE - [0:0]\n")
            .replace("-A KUBE-NODEPORTS", "-A MINE -j " + chain + "\n-A KUBE-NODEPORTS"));
    CliRun run = run(Yaml.DUAL, "apply", "-f", "-");
    assertEquals(0, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "IPv4: chain " + chain + " stays, empty: a rule that is not ours jumps to it"),
        run.err());
  }

  @Test
  void rulesOfTheOtherVariantAndFamilyAreToldAndStay() {
    run(Yaml.DUAL, "apply", "-f", "-", "--iptables-variant=legacy");
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(0, run.status());
    assertTrue(
        run.err()
            .contains(
                "warning: iptables-legacy-save shows rules of services, too, which stay as they"
                    + " are; svcrules cleanup --iptables-variant=legacy --family=ipv4 removes"
                    + " them\n"),
        run.err());
    assertTrue(run.err().contains("--iptables-variant=legacy --family=ipv6"), run.err());
    assertTrue(!kernel.saved(IpFamily.IPV6, IptablesVariant.LEGACY).isEmpty());
  }

  @Test
  void progressIsForTerminals() {
    CliRun terminal = new TestProcess().on(kernel).colour(true).run(Yaml.WEB, "apply", "-f", "-");
    assertTrue(terminal.err().contains("\r\u001b[KIPv4: reading the rules"), terminal.err());
    assertTrue(!run(Yaml.WEB, "apply", "-f", "-").err().contains("\r"));
  }

  @Test
  void flagsOfKubeProxyCanBePasted() {
    CliRun run =
        run(
            Yaml.WEB,
            "apply",
            "-f",
            "-",
            "--masquerade-all",
            "--iptables-sync-period=30s",
            "--cluster-cidr=10.244.0.0/16");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.err().contains("ignored, as no rule depends on them: --iptables-sync-period"));
  }

  @ParameterizedTest
  @CsvSource({
    "--iptables-variant=xt, 'expected one of auto, nft, legacy'",
    "--output=save, 'expected one of text, json'",
    "--namespace=default, Unknown option",
    "--dry-run=maybe, expected true or false"
  })
  void wrongUsageAppliesNothing(String option, String words) {
    CliRun run = run(Yaml.WEB, "apply", "-f", "-", option);
    assertEquals(2, run.status());
    assertTrue(run.err().contains(words), run.err());
    assertEquals("", saved());
  }

  @Test
  void aServiceThatTheKernelRefusesIsLeftOutAndAllOthersAreThere() {
    kernel.refuses(change -> change.toString().contains("30080"));
    String yaml = Yaml.WEB + "---\n" + Yaml.DUAL;
    CliRun run = run(yaml, "apply", "-f", "-", "--family=ipv4");
    assertEquals(5, run.status(), run.err());
    assertTrue(
        run.err()
            .contains(
                "svcrules: IPv4: default/web:http is left out, the kernel refuses it: Invalid"
                    + " argument\n  -"),
        run.err());
    assertTrue(run.err().contains("--dport 30080"), run.err());
    assertTrue(saved().contains("other/dual:http"), saved());
    assertTrue(!saved().contains("default/web:http"), saved());
    CliRun json = run(yaml, "apply", "-f", "-", "--family=ipv4", "-o", "json");
    assertEquals(5, json.status());
    assertTrue(json.out().contains("\"reason\": \"Invalid argument\""), json.out());
  }

  @Test
  void aRefusalThatNoServiceIsToBlameForIsAnError() {
    kernel.refuses(change -> change.chain().equals("KUBE-MARK-MASQ"));
    CliRun run = run(Yaml.WEB, "apply", "-f", "-");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("IPv4: table nat: Invalid argument\n"), run.err());
    assertTrue(run.err().contains(":KUBE-MARK-MASQ - [0:0]\n"), run.err());
  }
}
