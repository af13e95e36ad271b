// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules against kube-proxy's: what is missing and what is new is so on purpose. */
class ConstantRulesTest {
  static Stream<GoldenScenario> scenarios() {
    return GoldenScenario.all().stream();
  }

  /** Replaced by sets in table mangle. */
  private static boolean isPerService(String line) {
    return line.startsWith("filter -A KUBE-IPVS-OUT-FILTER ") && line.contains(" -m ipvs ");
  }

  /** Verdicts for services without endpoints, and all of table mangle. */
  private static boolean isBetter(String line) {
    return line.startsWith("mangle ")
        || line.contains("NO-ENDPOINTS ")
        || line.contains("NO-LOCAL-ENDPOINTS ");
  }

  /** kube-proxy leaves out some rules whose set is empty. */
  private static boolean looksIntoSet(String line) {
    return line.contains("--match-set ");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void allRulesOfKubeProxyAreThereInItsOrder(GoldenScenario scenario) {
    for (IpFamily family : IpFamily.values()) {
      List<String> theirs = theirs(scenario, family);
      theirs.removeIf(ConstantRulesTest::isPerService);
      List<String> ours = ours(rules(scenario, family));
      ours.retainAll(Set.copyOf(theirs));
      assertEquals(perChain(theirs), perChain(ours), family.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void furtherRulesAreBetterOrHaveAnEmptySet(GoldenScenario scenario) {
    for (IpFamily family : IpFamily.values()) {
      List<String> more = ours(rules(scenario, family));
      more.removeAll(theirs(scenario, family));
      more.removeIf(line -> isBetter(line) || looksIntoSet(line));
      assertEquals(List.of(), more, family.toString());
    }
  }

  @Test
  void rulesAreTheSameWhateverTheServices() {
    for (IpFamily family : IpFamily.values()) {
      assertEquals(
          rules(GoldenScenario.named("clusterip-tcp"), family),
          rules(GoldenScenario.named("lb-source-ranges"), family));
    }
  }

  @Test
  void betterRulesAreExactlyThese() {
    List<String> better = ours(rules(GoldenScenario.named("nodeport"), IpFamily.IPV4));
    better.removeIf(line -> !isBetter(line));
    assertEquals(
        List.of(
            "filter -A KUBE-IPVS-FILTER -m comment --comment \"services without endpoints\""
                + " -m conntrack --ctstate NEW -m set --match-set KUBE-NO-ENDPOINTS dst,dst"
                + " -j REJECT --reject-with icmp-port-unreachable",
            "filter -A KUBE-IPVS-FILTER -m comment --comment"
                + " \"services without endpoints on this node\" -m conntrack --ctstate NEW"
                + " -m set --match-set KUBE-NO-LOCAL-ENDPOINTS dst,dst -j DROP",
            "mangle -A OUTPUT -m comment --comment \"kubernetes ipvs access filter\""
                + " -j KUBE-IPVS-OUT-FILTER",
            "mangle -A KUBE-IPVS-OUT-FILTER -m comment --comment \"Kubernetes service load"
                + " balancer ip + port for load balancer with sourceRange\" -m set --match-set"
                + " KUBE-LOAD-BALANCER-FW dst,dst -j KUBE-SOURCE-RANGES-FIREWALL",
            "mangle -A KUBE-IPVS-OUT-FILTER -m comment --comment"
                + " \"services without endpoints on this node\" -m conntrack --ctstate NEW"
                + " -m set --match-set KUBE-NO-LOCAL-ENDPOINTS dst,dst -j DROP",
            "mangle -A KUBE-SOURCE-RANGES-FIREWALL -m comment --comment \"Kubernetes service"
                + " load balancer ip + port + source cidr for packet filter purpose\" -m set"
                + " --match-set KUBE-LOAD-BALANCER-SOURCE-CIDR dst,dst,src -j RETURN",
            "mangle -A KUBE-SOURCE-RANGES-FIREWALL -m comment --comment \"Kubernetes service"
                + " load balancer ip + port + source IP for packet filter purpose\" -m set"
                + " --match-set KUBE-LOAD-BALANCER-SOURCE-IP dst,dst,src -j RETURN",
            "mangle -A KUBE-SOURCE-RANGES-FIREWALL -j DROP"),
        better);
  }

  private static Ruleset rules(GoldenScenario scenario, IpFamily family) {
    return scenario.compile(family, scenario.config().build()).state().rules();
  }

  private static List<String> ours(Ruleset rules) {
    List<String> lines = new ArrayList<>();
    rules
        .tables()
        .forEach(
            (table, chains) ->
                chains
                    .chains()
                    .values()
                    .forEach(
                        chain ->
                            chain
                                .rules()
                                .forEach(
                                    rule ->
                                        lines.add(
                                            table.lowerCase()
                                                + " -A "
                                                + chain.name()
                                                + ' '
                                                + rule))));
    return lines;
  }

  private static List<String> theirs(GoldenScenario scenario, IpFamily family) {
    List<String> lines = new ArrayList<>();
    String file =
        family == IpFamily.IPV4 ? "kube-proxy.iptables-save" : "kube-proxy.ip6tables-save";
    String table = "";
    for (String line : scenario.read(file).lines().toList()) {
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (line.startsWith("-A ")) {
        lines.add(table + ' ' + line);
      }
    }
    return lines;
  }

  /** The order of chains means nothing; that of the rules in a chain does. */
  private static List<String> perChain(List<String> lines) {
    Set<String> chains = new TreeSet<>();
    lines.forEach(line -> chains.add(chain(line)));
    return chains.stream()
        .flatMap(chain -> lines.stream().filter(line -> chain(line).equals(chain)))
        .toList();
  }

  private static String chain(String line) {
    return String.join(" ", List.of(line.split(" ")).subList(0, 3));
  }
}
