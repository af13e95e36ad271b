// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.graph.DiagramEdge;
import io.svcrules.model.graph.DiagramGroup;
import io.svcrules.model.graph.DiagramNode;
import io.svcrules.model.graph.NodeKind;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ChainDiagramsPropertyTest {
  private static final IptablesConfig CONFIG =
      IptablesConfig.DEFAULT.withLocalDetector(
          new LocalDetector.PodCidr(
              List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/48"))));

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  private interface Check {
    void check(ResolvedServicePort port, Fragment fragment, DiagramGroup group);
  }

  private static void each(Manifests cluster, IpFamily family, Check check) {
    ServiceTable table =
        ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
    CompiledRuleset compiled = IptablesCompiler.compile(table, CONFIG);
    for (int i = 0; i < compiled.fragments().size(); i++) {
      Fragment fragment = compiled.fragments().get(i);
      check.check(table.ports().get(i), fragment, ChainDiagrams.of(family, fragment));
    }
  }

  @Property(tries = 300)
  void everyRuleStandsInOneBox(@ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    each(
        cluster,
        family,
        (port, fragment, group) ->
            assertEquals(
                fragment.dispatch().size()
                    + fragment.chains().stream().mapToInt(c -> c.chain().rules().size()).sum(),
                group.nodes().stream().mapToInt(node -> node.rules().size()).sum()));
  }

  @Property(tries = 300)
  void arrowsLeadToHigherLayers(@ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    each(
        cluster,
        family,
        (port, fragment, group) -> {
          Map<String, DiagramNode> nodes = new HashMap<>();
          group.nodes().forEach(node -> nodes.put(node.id(), node));
          assertEquals(group.nodes().size(), nodes.size());
          for (DiagramEdge edge : group.edges()) {
            assertTrue(nodes.get(edge.from()).layer() < nodes.get(edge.to()).layer(), "" + edge);
          }
        });
  }

  @Property(tries = 300)
  void everyReachableEndpointIsDrawnAndShared(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    each(
        cluster,
        family,
        (port, fragment, group) -> {
          List<String> drawn =
              group.nodes().stream()
                  .filter(node -> node.kind() == NodeKind.ENDPOINT)
                  .map(DiagramNode::title)
                  .toList();
          assertEquals(port.endpoints().reachable().stream().map(e -> e.text()).toList(), drawn);
          checkShares(group);
        });
  }

  private static void checkShares(DiagramGroup group) {
    Map<String, Double> sums = new HashMap<>();
    for (DiagramEdge edge : group.edges()) {
      if (edge.label().endsWith("%")) {
        String percent = edge.label().substring(edge.label().lastIndexOf(' ') + 1);
        double share = Double.parseDouble(percent.substring(0, percent.length() - 1));
        sums.merge(edge.from(), share, Double::sum);
      }
    }
    sums.forEach((chain, sum) -> assertEquals(100.0, sum, 0.1, chain));
  }

  @Property(tries = 200)
  void refusalsAreRed(@ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    each(
        cluster,
        family,
        (port, fragment, group) -> {
          Map<String, NodeKind> kinds = new HashMap<>();
          group.nodes().forEach(node -> kinds.put(node.id(), node.kind()));
          for (DiagramEdge edge : group.edges()) {
            NodeKind kind = kinds.get(edge.to());
            assertEquals(kind == NodeKind.DROP || kind == NodeKind.REJECT, edge.refusal());
          }
        });
  }
}
