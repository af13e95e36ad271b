// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.random.RandomCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

final class ServiceResolverPropertyTest {

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Provide
  Arbitrary<Node> nodes() {
    return RandomCluster.nodes();
  }

  @Property(tries = 1000)
  void endpointsAreThoseOfTheReference(
      @ForAll("clusters") Manifests cluster,
      @ForAll("nodes") Node node,
      @ForAll IpFamily family,
      @ForAll TopologyRule rule) {
    ResolveOptions options = ResolveOptions.DEFAULT.withTopology(rule);
    ServiceTable table = ServiceResolver.resolve(cluster, family, node, options);
    int compared = 0;
    for (Service service : cluster.services()) {
      for (ServicePort port : service.ports()) {
        Optional<ResolvedServicePort> resolved = find(table, service, port);
        NaiveSelection naive =
            new NaiveSelection(service, port, family, node, rule, cluster.slices());
        if (resolved.isPresent() && !naive.hasTies()) {
          EndpointSelection chosen = resolved.get().endpoints();
          assertEquals(naive.cluster(), texts(chosen.cluster()), "cluster");
          assertEquals(naive.local(), texts(chosen.local()), "local");
          assertEquals(naive.reachable(), texts(chosen.reachable()), "reachable");
          assertEquals(naive.any(), chosen.any(), "any");
          assertEquals(naive.serving(), texts(chosen.serving()), "serving");
          compared++;
        }
      }
    }
    Statistics.label("compared").collect(compared > 0);
    Statistics.label("compared").coverage(c -> c.check(true).percentage(p -> p > 50.0));
  }

  @Property(tries = 500)
  void theOrderOfTheInputLeavesNoTrace(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family, @ForAll long seed) {
    assertEquals(
        resolve(cluster, family),
        resolve(RandomCluster.shuffled(cluster, new Random(seed)), family));
  }

  @Property(tries = 300)
  void endpointsStandInTheOrderOfTheirTexts(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    for (ResolvedServicePort port : resolve(cluster, family).ports()) {
      for (List<Endpoint> list :
          List.of(
              port.endpoints().cluster(), port.endpoints().local(), port.endpoints().reachable())) {
        List<String> texts = list.stream().map(Endpoint::text).toList();
        assertEquals(List.copyOf(new TreeSet<>(texts)), texts);
      }
    }
  }

  @Property(tries = 300)
  void aServiceResolvesAloneAsItDoesAmongOthers(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    ServiceResolver resolver =
        new ServiceResolver(family, RandomCluster.NODE, ResolveOptions.DEFAULT);
    List<ResolvedServicePort> single = new ArrayList<>();
    for (Service service : cluster.services()) {
      List<EndpointSlice> slices =
          ServiceResolver.byService(cluster.slices()).getOrDefault(service.name(), List.of());
      single.addAll(resolver.resolve(service, slices));
    }
    assertEquals(
        resolve(cluster, family), new ServiceTable(family, single, skipped(cluster, family)));
  }

  @Property(tries = 300)
  void everyServiceGivesPortsOrAReason(
      @ForAll("clusters") Manifests cluster, @ForAll IpFamily family) {
    ServiceTable table = resolve(cluster, family);
    for (Service service : cluster.services()) {
      boolean skipped = table.skipped().stream().anyMatch(s -> s.name().equals(service.name()));
      boolean given =
          table.ports().stream().anyMatch(p -> p.name().service().equals(service.name()));
      assertTrue(skipped != given, service::toString);
    }
  }

  private static List<SkippedService> skipped(Manifests cluster, IpFamily family) {
    return resolve(cluster, family).skipped();
  }

  private static ServiceTable resolve(Manifests cluster, IpFamily family) {
    return ServiceResolver.resolve(cluster, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
  }

  private static Optional<ResolvedServicePort> find(
      ServiceTable table, Service service, ServicePort port) {
    return table.ports().stream()
        .filter(
            one ->
                one.name().service().equals(service.name())
                    && one.name().port().equals(port.name())
                    && one.name().protocol() == port.protocol())
        .findFirst();
  }

  private static Set<String> texts(Collection<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::text).collect(Collectors.toCollection(TreeSet::new));
  }
}
