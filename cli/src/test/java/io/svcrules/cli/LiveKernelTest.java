// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.cli.env.IptablesCommands;
import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.testdata.kernel.CommandResult;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  private static CommandRunner in(NetworkNamespace node) {
    return (command, input) -> {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try {
        input.writeTo(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CommandResult result = node.runWithInput(text.toByteArray(), command.toArray(String[]::new));
      return new CommandOutcome(
          result.exitCode(), result.output().getBytes(StandardCharsets.UTF_8), result.errors());
    };
  }

  private static CliRun run(NetworkNamespace node, String yaml, String... args) {
    return new TestProcess().on(new IptablesCommands(in(node))).run(yaml, args);
  }

  private static CliRun run(
      NetworkNamespace node, IptablesVariant variant, String yaml, String command) {
    return run(node, yaml, command, "-f", "-", "--iptables-variant=" + variant.word());
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
  void aNodeGoesThroughItsLifeAndIsAsItWasInTheEnd(IptablesVariant variant) {
    try (NetworkNamespace node = new NetworkNamespace()) {
      fill(node, variant);
      final String before = saved(node, variant);

      CliRun applied = run(node, variant, BOTH, "apply");
      assertEquals(0, applied.status(), applied.err());
      CliRun same = run(node, variant, BOTH, "diff");
      assertEquals("", same.out());
      assertEquals(0, same.status(), same.err());

      String moved = BOTH.replace("10.244.2.10", "10.244.2.11");
      CliRun diff = run(node, variant, moved, "diff");
      assertEquals(1, diff.status(), diff.err());
      assertTrue(
          diff.out()
              .lines()
              .filter(line -> line.startsWith("@@"))
              .allMatch(line -> line.endsWith("@@ nat: default/web:http (TCP)")),
          diff.out());
      assertEquals(0, run(node, variant, moved, "apply").status());
      assertEquals(0, run(node, variant, moved, "diff").status());
      assertTrue(saved(node, variant).contains("10.244.2.11:8080"));

      try (NetworkNamespace fresh = new NetworkNamespace()) {
        fill(fresh, variant);
        assertEquals(foreignRules(fresh, variant), foreignRules(node, variant));
      }
      CliRun cleanup = run(node, "", "cleanup");
      assertEquals(0, cleanup.status(), cleanup.err());
      assertEquals(before, saved(node, variant));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDumpedIsWhatWasRendered(IptablesVariant variant) {
    try (NetworkNamespace node = new NetworkNamespace()) {
      fill(node, variant);
      run(node, variant, Yaml.WEB, "apply");
      CliRun dump = run(node, "", "dump", "--family=ipv4", "--iptables-variant=" + variant.word());
      assertEquals(0, dump.status(), dump.err());
      CliRun rendered = run(node, Yaml.WEB, "render", "-f", "-");
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
  void theLinesOfADryRunDoWhatApplyDoes(IptablesVariant variant) {
    try (NetworkNamespace node = new NetworkNamespace()) {
      String word = "--iptables-variant=" + variant.word();
      CliRun plan = run(node, Yaml.WEB, "apply", "-f", "-", "--dry-run", word);
      assertEquals(0, plan.status(), plan.err());
      assertTrue(!saved(node, variant).contains("KUBE-"));
      node.runWithInput(plan.out(), "iptables-" + variant.word() + "-restore", "--noflush")
          .orFail();
      assertEquals(0, run(node, variant, Yaml.WEB, "diff").status());
    }
  }
}
