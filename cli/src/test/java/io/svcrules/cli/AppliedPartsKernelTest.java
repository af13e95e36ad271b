// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After {@code apply}, the tools of the node say what {@code render} prints, word for word. */
@Tag("guest")
class AppliedPartsKernelTest {
  private static final Pattern NODE_ADDRESS =
      Pattern.compile("type: InternalIP, address: *[\"']?([0-9a-f.:]+)");
  private static final Pattern RULE = Pattern.compile("-([AI]) (\\S+) (.*)");

  static Stream<Arguments> scenarios() {
    return Scenario.ofIpvs().stream()
        .filter(scenario -> scenario.read("kube-proxy.ipvsadm").isPresent())
        .flatMap(
            scenario ->
                Stream.of(IptablesVariant.values())
                    .map(variant -> Arguments.of(scenario, variant)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  void toolsSayWhatIsPrinted(Scenario scenario, IptablesVariant variant) {
    String objects = scenario.read("input.yaml").orElseThrow();
    try (GuestNode node = new GuestNode().with("eth0", nodeAddresses(objects))) {
      CliRun applied =
          node.svcrules(objects, with("apply", scenario, "--iptables-variant=" + variant.word()));
      assertEquals(0, applied.status(), applied.err());

      assertEquals(
          sorted(render(scenario, objects, "--part=ipvsadm")), sorted(node.run("ipvsadm", "-Sn")));
      assertEquals(
          sorted(render(scenario, objects, "--part=ipset")),
          sorted(
              node.run("ipset", "save")
                  .replaceAll(" (?:bucketsize \\d+|initval 0x[0-9a-f]+)", "")));
      assertEquals(
          addresses(render(scenario, objects, "--part=addresses"), "address add (\\S+)"),
          addresses(node.run("ip", "-o", "address", "show", "dev", "kube-ipvs0"), "inet6? (\\S+)"));
      for (IpFamily family : IpFamily.values()) {
        String word = family == IpFamily.IPV4 ? "ipv4" : "ipv6";
        assertEquals(
            rules(render(scenario, objects, "--part=iptables", "--family=" + word)),
            rules(node.run(variant.saveCommand(family))));
      }
    }
  }

  private static String[] with(String command, Scenario scenario, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "-f", "-"));
    scenario.args().stream()
        .filter(arg -> !arg.endsWith(".yaml") && !arg.equals("-f"))
        .forEach(args::add);
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static String render(Scenario scenario, String objects, String... more) {
    CliRun run = CliRun.withInput(objects, with("render", scenario, more));
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  /** Where the objects say that the node is. */
  private static String[] nodeAddresses(String objects) {
    return NODE_ADDRESS
        .matcher(objects)
        .results()
        .map(found -> found.group(1))
        .map(address -> address + (address.contains(":") ? "/64" : "/24"))
        .toArray(String[]::new);
  }

  private static String sorted(String text) {
    return text.lines().map(String::strip).sorted().collect(Collectors.joining("\n"));
  }

  private static List<String> addresses(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .sorted()
        .toList();
  }

  /** The rules of each chain in order, by table and chain, whether appended or put in front. */
  private static Map<String, List<String>> rules(String text) {
    Map<String, List<String>> rules = new TreeMap<>();
    String table = "";
    for (String line : text.lines().toList()) {
      table = line.startsWith("*") ? line : table;
      if (line.startsWith(":KUBE-")) {
        rules.put(table + line.split(" ", 2)[0], new ArrayList<>());
      }
      for (MatchResult rule : RULE.matcher(line).results().toList()) {
        List<String> chain =
            rules.computeIfAbsent(table + ':' + rule.group(2), name -> new ArrayList<>());
        chain.add(rule.group(1).equals("I") ? 0 : chain.size(), rule.group(3));
      }
    }
    return rules;
  }
}
