// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.TableRules;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramGroup;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.NodeKind;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ServerDiagramsPropertyTest {
  @Provide
  Arbitrary<RandomServices> services() {
    return Arbitraries.of(IpFamily.class).flatMap(RandomServices::of);
  }

  private static CompiledIpvs compile(RandomServices services) {
    return IpvsCompiler.compile(
        services.table(), services.facts(), RandomServices.config().build());
  }

  @Property(tries = 200)
  void everyCommandStandsInOneBox(@ForAll("services") RandomServices services) {
    CompiledIpvs compiled = compile(services);
    for (IpvsFragment fragment : compiled.fragments()) {
      int wanted = fragment.members().size();
      for (ServedAddress address : fragment.addresses()) {
        wanted += address.members().size();
        if (compiled.owners().get(address.key()).equals(fragment.name())) {
          wanted += address.server().map(s -> 1 + s.realServers().size()).orElse(0);
        }
      }
      assertEquals(wanted, rules(ServerDiagrams.of(compiled, fragment)));
    }
  }

  @Property(tries = 50)
  void everyConstantRuleStandsInOneBox(@ForAll("services") RandomServices services) {
    CompiledIpvs compiled = compile(services);
    int wanted = 0;
    for (TableRules table : compiled.state().rules().tables().values()) {
      for (Chain chain : table.chains().values()) {
        wanted += chain.rules().size();
      }
    }
    DiagramGroup group = ServerDiagrams.constant(compiled.state().rules());
    assertEquals(wanted, rules(group));
    check(group);
    group
        .nodes()
        .forEach(
            node -> node.rules().forEach(rule -> assertTrue(!rule.reason().isEmpty(), "" + rule)));
  }

  private static int rules(DiagramGroup group) {
    return group.nodes().stream().mapToInt(node -> node.rules().size()).sum();
  }

  @Property(tries = 200)
  void arrowsLeadToHigherLayersAndRefusalsAreRed(@ForAll("services") RandomServices services) {
    CompiledIpvs compiled = compile(services);
    compiled.fragments().forEach(one -> check(ServerDiagrams.of(compiled, one)));
  }

  private static void check(DiagramGroup group) {
    Map<String, DiagramNode> nodes = new HashMap<>();
    group.nodes().forEach(node -> nodes.put(node.id(), node));
    assertEquals(group.nodes().size(), nodes.size());
    for (DiagramEdge edge : group.edges()) {
      assertTrue(nodes.get(edge.from()).layer() < nodes.get(edge.to()).layer(), "" + edge);
      NodeKind kind = nodes.get(edge.to()).kind();
      assertEquals(kind == NodeKind.DROP || kind == NodeKind.REJECT, edge.refusal());
    }
  }

  @Property(tries = 200)
  void sharesOfEachVirtualServerSumToAll(@ForAll("services") RandomServices services) {
    CompiledIpvs compiled = compile(services);
    for (IpvsFragment fragment : compiled.fragments()) {
      Map<String, Double> sums = new HashMap<>();
      for (DiagramEdge edge : ServerDiagrams.of(compiled, fragment).edges()) {
        if (edge.label().startsWith("weight ")) {
          String percent = edge.label().substring(edge.label().lastIndexOf(' ') + 1);
          double share = Double.parseDouble(percent.substring(0, percent.length() - 1));
          sums.merge(edge.from(), share, Double::sum);
        }
      }
      sums.forEach((server, sum) -> assertEquals(100.0, sum, 0.1, server));
    }
  }
}
