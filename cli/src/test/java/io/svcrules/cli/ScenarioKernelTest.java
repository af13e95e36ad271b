// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.RestoreInput;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.check.StructureCheck;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.Scenario;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What render prints, loaded into a real kernel by both variants of iptables, is there afterwards
 * as it was printed; and it is what kube-proxy left there, where that is known.
 */
final class ScenarioKernelTest {

  /** The scenarios that print rules as text. */
  static List<Scenario> printing() {
    return Scenario.all().stream().filter(scenario -> scenario.stdout().contains("*nat")).toList();
  }

  static List<Scenario> ofKubeProxy() {
    return Scenario.all().stream()
        .filter(scenario -> scenario.name().startsWith("kube-proxy-"))
        .toList();
  }

  @Test
  void thereAreSamplesOfKubeProxy() {
    assertEquals(10, ofKubeProxy().size());
  }

  @ParameterizedTest
  @MethodSource("printing")
  void theKernelHoldsWhatWasPrinted(Scenario scenario) {
    for (IpFamily family : IpFamily.values()) {
      String text = render(scenario, family);
      RestoreInput input = IptablesTextParser.parseInput(family, text).orThrow();
      Ruleset printed = RulesetEditor.apply(new Ruleset(family, Map.of()), input);
      assertEquals(List.of(), StructureCheck.findings(printed));
      for (String variant : List.of("nft", "legacy")) {
        assertEquals(printed, loaded(text, family, variant), variant);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofKubeProxy")
  void theKernelHoldsWhatKubeProxyLeft(Scenario scenario) {
    for (IpFamily family : IpFamily.values()) {
      String command = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
      Optional<String> left = scenario.read("kube-proxy." + command + "-save");
      assertTrue(left.isPresent());
      Ruleset reference = IptablesTextParser.parseSaved(family, left.get()).orThrow();
      for (String variant : List.of("nft", "legacy")) {
        Ruleset ours = loaded(render(scenario, family), family, variant);
        assertEquals(comparable(reference), comparable(ours), variant);
      }
    }
  }

  private static String render(Scenario scenario, IpFamily family) {
    List<String> args = new ArrayList<>(List.of("render"));
    args.addAll(scenario.args());
    args.add("--family=" + family.kubernetesName().toLowerCase(Locale.ROOT));
    return InProcess.run(scenario.folder(), args).stdout();
  }

  private static Ruleset loaded(String text, IpFamily family, String variant) {
    String command = (family == IpFamily.IPV4 ? "iptables-" : "ip6tables-") + variant;
    try (NetworkNamespace node = new NetworkNamespace()) {
      node.runWithInput(text, command + "-restore", "--noflush").orFail();
      String saved = node.run(command + "-save").orFail();
      return IptablesTextParser.parseSaved(family, saved).orThrow();
    }
  }

  /** Without canaries, and without the order of rules that kube-proxy makes at random. */
  private static Ruleset comparable(Ruleset ruleset) {
    return Ruleset.of(
        ruleset.family(),
        Stream.of(Table.FILTER, Table.NAT).map(table -> comparable(ruleset.table(table))).toList());
  }

  private static TableRules comparable(TableRules rules) {
    List<Chain> chains = new ArrayList<>();
    for (Chain chain : rules.chains().values()) {
      if (ChainRole.of(rules.table(), chain.name()) == ChainRole.DISPATCH) {
        chains.add(chain.withRules(sorted(chain.rules())));
      } else if (!chain.name().equals("KUBE-PROXY-CANARY")) {
        chains.add(chain);
      }
    }
    return TableRules.of(rules.table(), chains);
  }

  private static List<Rule> sorted(List<Rule> rules) {
    return rules.stream().sorted(Comparator.comparing(Rule::toString)).toList();
  }
}
