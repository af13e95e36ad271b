// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.random.RandomCluster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

final class ServiceExplainerPropertyTest {

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Provide
  Arbitrary<Node> nodes() {
    return RandomCluster.nodes();
  }

  @Property(tries = 1000)
  void whatIsExplainedIsWhatIsResolved(
      @ForAll("clusters") Manifests cluster,
      @ForAll("nodes") Node node,
      @ForAll IpFamily family,
      @ForAll TopologyRule rule) {
    ResolveOptions options = ResolveOptions.DEFAULT.withTopology(rule);
    List<ExplainedServicePort> explained = explain(cluster, family, node, options);
    ServiceTable table = ServiceResolver.resolve(cluster, family, node, options);
    assertEquals(
        table.ports(),
        explained.stream().map(ExplainedServicePort::port).sorted(byName()).toList());
    for (ExplainedServicePort port : explained) {
      EndpointSelection chosen = port.port().endpoints();
      assertEquals(chosen.cluster(), serving(port, ExplainedEndpoint::cluster));
      assertEquals(chosen.local(), serving(port, ExplainedEndpoint::local));
    }
    Statistics.label("endpoints")
        .collect(explained.stream().anyMatch(port -> !port.endpoints().isEmpty()));
    Statistics.label("endpoints").coverage(c -> c.check(true).percentage(p -> p > 50.0));
  }

  @Property(tries = 500)
  void everyEndpointOfEverySliceIsExplained(
      @ForAll("clusters") Manifests cluster, @ForAll("nodes") Node node, @ForAll IpFamily family) {
    for (ExplainedServicePort port : explain(cluster, family, node, ResolveOptions.DEFAULT)) {
      for (EndpointSlice slice : cluster.slices()) {
        if (slice.service().filter(port.port().name().service()::equals).isPresent()) {
          for (int i = 0; i < slice.endpoints().size(); i++) {
            int index = i;
            assertTrue(
                port.endpoints().stream()
                    .anyMatch(one -> one.slice().equals(slice.name()) && one.index() == index),
                () -> slice + " " + index);
          }
        }
      }
    }
  }

  @Property(tries = 500)
  void hintsFireExactlyIfTheyNarrow(
      @ForAll("clusters") Manifests cluster,
      @ForAll("nodes") Node node,
      @ForAll IpFamily family,
      @ForAll TopologyRule rule) {
    ResolveOptions options = ResolveOptions.DEFAULT.withTopology(rule);
    for (ExplainedServicePort port : explain(cluster, family, node, options)) {
      TopologyUse fired =
          port.hints().stream()
              .filter(hint -> hint.step() == TopologyStep.FIRED)
              .map(HintExplanation::kind)
              .findFirst()
              .orElse(TopologyUse.NONE);
      assertEquals(port.port().endpoints().topology(), fired);
      for (HintExplanation hint : port.hints()) {
        assertTrue(hint.step() != TopologyStep.MISSING_HINT || !hint.unhinted().isEmpty());
        assertTrue(hint.step() != TopologyStep.FIRED || hint.unhinted().isEmpty());
      }
    }
  }

  private static Comparator<ResolvedServicePort> byName() {
    return Comparator.comparing(ResolvedServicePort::name);
  }

  private static List<Endpoint> serving(
      ExplainedServicePort port, Function<ExplainedEndpoint, EndpointStep> step) {
    return port.endpoints().stream()
        .filter(one -> step.apply(one).serves())
        .map(ExplainedEndpoint::endpoint)
        .sorted(Comparator.comparing(Endpoint::text))
        .toList();
  }

  private static List<ExplainedServicePort> explain(
      Manifests cluster, IpFamily family, Node node, ResolveOptions options) {
    ServiceExplainer explainer = new ServiceExplainer(family, node, options);
    List<ExplainedServicePort> all = new ArrayList<>();
    for (Service service : cluster.services()) {
      List<EndpointSlice> slices =
          ServiceExplainer.byService(cluster.slices()).getOrDefault(service.name(), List.of());
      all.addAll(explainer.explain(service, slices));
    }
    return all;
  }
}
