// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands on a real kernel, among rules of others. */
class LiveKernelTest {
  private static final String FOREIGN =
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      :MINE - [0:0]
      -A INPUT -j MINE
      -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
      -A MINE -m comment --comment "not ours" -j RETURN
      COMMIT
      *nat
      :PREROUTING ACCEPT [0:0]
      :INPUT ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      :KUBE-MINE - [0:0]
      -A POSTROUTING -j KUBE-MINE
      COMMIT
      """;

  private static final String BOTH = Yaml.WEB + "---\n" + Yaml.DUAL;

  private static CliRun run(NetworkNamespace node, KernelWay way, String yaml, String... args) {
    return new TestProcess().on(way.filters(node)).run(yaml, args);
  }

  private static CliRun runOn(NetworkNamespace node, KernelWay way, String yaml, String command) {
    return run(node, way, yaml, command, "-f", "-", "--iptables-variant=" + way.variant().word());
  }

  /** What iptables-save prints without times and counters, both families. */
  private static String saved(NetworkNamespace node, IptablesVariant variant) {
    return Stream.of("iptables-", "ip6tables-")
        .flatMap(tool -> node.run(tool + variant.word() + "-save").orFail().lines())
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("\\[\\d+:\\d+\\]$", "[0:0]"))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> foreignRules(NetworkNamespace node, IptablesVariant variant) {
    return saved(node, variant).lines().filter(line -> !line.contains("KUBE-")).toList();
  }

  private static void fill(NetworkNamespace node, IptablesVariant variant) {
    for (String tool : List.of("iptables-", "ip6tables-")) {
      node.runWithInput(FOREIGN, tool + variant.word() + "-restore").orFail();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNodeGoesThroughItsLifeAndIsAsItWasInTheEnd(KernelWay way) {
    IptablesVariant variant = way.variant();
    try (NetworkNamespace node = new NetworkNamespace()) {
      fill(node, variant);
      final String before = saved(node, variant);

      CliRun applied = runOn(node, way, BOTH, "apply");
      assertEquals(0, applied.status(), applied.err());
      CliRun same = runOn(node, way, BOTH, "diff");
      assertEquals("", same.out());
      assertEquals(0, same.status(), same.err());

      String moved = BOTH.replace("10.244.2.10", "10.244.2.11");
      CliRun diff = runOn(node, way, moved, "diff");
      assertEquals(1, diff.status(), diff.err());
      assertTrue(
          diff.out()
              .lines()
              .filter(line -> line.startsWith("@@"))
              .allMatch(line -> line.endsWith("@@ nat: default/web:http (TCP)")),
          diff.out());
      assertEquals(0, runOn(node, way, moved, "apply").status());
      assertEquals(0, runOn(node, way, moved, "diff").status());
      assertTrue(saved(node, variant).contains("10.244.2.11:8080"));

      try (NetworkNamespace fresh = new NetworkNamespace()) {
        fill(fresh, variant);
        assertEquals(foreignRules(fresh, variant), foreignRules(node, variant));
      }
      CliRun cleanup = run(node, way, "", "cleanup");
      assertEquals(0, cleanup.status(), cleanup.err());
      assertEquals(before, saved(node, variant));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoHoldsTheLockIsNamedWhereThereIsOne(KernelWay way) throws Exception {
    try (NetworkNamespace node = new NetworkNamespace()) {
      fill(node, way.variant());
      final String before = saved(node, way.variant());
      Process holder = hold(KernelWay.lock(node).toString());
      try {
        String variant = "--iptables-variant=" + way.variant().word();
        CliRun run = run(node, way, Yaml.WEB, "apply", "-f", "-", "--family=ipv4", variant);
        switch (way.variant()) {
          case NFT -> assertEquals(0, run.status(), run.err());
          case LEGACY -> {
            assertEquals(3, run.status(), run.err());
            String named = "process " + holder.pid() + " (sleep)";
            assertTrue(run.err().contains(named), run.err());
            assertEquals(before, saved(node, way.variant()));
          }
        }
      } finally {
        holder.destroyForcibly().waitFor();
      }
    }
  }

  private static Process hold(String lock) throws Exception {
    Process holder = new ProcessBuilder("flock", "--no-fork", lock, "sleep", "60").start();
    List<String> tryLock = List.of("flock", "--nonblock", lock, "true");
    while (new ProcessBuilder(tryLock).start().waitFor() == 0) {
      Thread.sleep(10);
    }
    return holder;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDumpedIsWhatWasRendered(KernelWay way) {
    IptablesVariant variant = way.variant();
    try (NetworkNamespace node = new NetworkNamespace()) {
      fill(node, variant);
      runOn(node, way, Yaml.WEB, "apply");
      CliRun dump =
          run(node, way, "", "dump", "--family=ipv4", "--iptables-variant=" + variant.word());
      assertEquals(0, dump.status(), dump.err());
      CliRun rendered = run(node, way, Yaml.WEB, "render", "-f", "-");
      assertEquals(rules(rendered.out()), rules(dump.out()));
    }
  }

  private static List<String> rules(String text) {
    return text.lines()
        .filter(line -> line.startsWith("-"))
        .map(line -> line.replaceFirst("^-[AI] ", ""))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theLinesOfADryRunDoWhatApplyDoes(KernelWay way) {
    IptablesVariant variant = way.variant();
    try (NetworkNamespace node = new NetworkNamespace()) {
      String word = "--iptables-variant=" + variant.word();
      CliRun plan = run(node, way, Yaml.WEB, "apply", "-f", "-", "--dry-run", word);
      assertEquals(0, plan.status(), plan.err());
      assertTrue(!saved(node, variant).contains("KUBE-"));
      node.runWithInput(plan.out(), "iptables-" + variant.word() + "-restore", "--noflush")
          .orFail();
      assertEquals(0, runOn(node, way, Yaml.WEB, "diff").status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPacketIsFollowedThroughTheRulesThatWereApplied(KernelWay way) {
    try (NetworkNamespace node = new NetworkNamespace()) {
      assertEquals(0, runOn(node, way, Yaml.WEB, "apply").status());
      List<String> packet =
          List.of(
              "trace", "--node-ip=192.0.2.11", "--from=192.0.2.77", "--to=default/web", "-o=json");
      List<String> live = new ArrayList<>(packet);
      live.add("--iptables-variant=" + way.variant().word());
      CliRun followed = run(node, way, "", live.toArray(String[]::new));
      assertEquals(0, followed.status(), followed.err());
      List<String> wanted = new ArrayList<>(packet);
      wanted.addAll(List.of("-f", "-"));
      CliRun made = run(node, way, Yaml.WEB, wanted.toArray(String[]::new));
      assertEquals(
          made.out().replace("\"source\": \"objects\"", "\"source\": \"kernel\""), followed.out());
    }
  }
}
