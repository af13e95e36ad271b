// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.explain.Answer;
import io.svcrules.model.explain.Delivery;
import io.svcrules.model.explain.Origin;
import io.svcrules.model.explain.Reach;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is said about the addresses of a service is what becomes of packets. */
final class ServerAnswersPropertyTest {
  private static final List<Cidr> PODS =
      List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/48"));

  @Provide
  Arbitrary<Manifests> clusters() {
    return RandomCluster.any();
  }

  @Property(tries = 100)
  void clientsGetWhatVirtualServersGiveThem(
      @ForAll("clusters") Manifests cluster,
      @ForAll IpFamily family,
      @ForAll boolean podsKnown,
      @ForAll boolean masqueradeAll,
      @ForAll boolean localFallback) {
    IpvsConfig config =
        IpvsConfig.builder()
            .localDetector(podsKnown ? new LocalDetector.PodCidr(PODS) : LocalDetector.None.NONE)
            .masqueradeAll(masqueradeAll)
            .localFallback(localFallback)
            .nodeAddresses(RandomCluster.NODE.addresses())
            .build();
    int compared = 0;
    for (Service service : cluster.services()) {
      // One service at a time: services that claim each other's addresses are another matter.
      Manifests alone = new Manifests(List.of(service), cluster.slices(), cluster.nodes());
      ServiceTable table =
          ServiceResolver.resolve(alone, family, RandomCluster.NODE, ResolveOptions.DEFAULT);
      CompiledIpvs compiled = IpvsCompiler.compile(table, Map.of(), config);
      for (int i = 0; i < table.ports().size(); i++) {
        ResolvedServicePort port = table.ports().get(i);
        for (ServerAnswer answer :
            new ServerAnswers(compiled, config).of(port, compiled.fragments().get(i))) {
          if (!answer.isLost(port.name())) {
            compared += compare(compiled, port, answer.answer());
          }
        }
      }
    }
    Statistics.label("compared").collect(compared > 0);
    Statistics.label("compared").coverage(c -> c.check(true).percentage(p -> p > 50.0));
  }

  private static int compare(CompiledIpvs compiled, ResolvedServicePort port, Answer answer) {
    Host host = Host.of(RandomCluster.NODE.addresses(), List.of());
    Tracer tracer = IpvsTracers.of(compiled.state(), host);
    int compared = 0;
    for (Origin origin : Origin.values()) {
      Optional<Probe> probe = probe(port, answer, origin);
      if (probe.isPresent()) {
        compare(port, answer.from(origin), tracer.trace(probe.get()).outcomes(), answer);
        compared++;
      }
    }
    return compared;
  }

  private static void compare(
      ResolvedServicePort port, Reach reach, List<Outcome> outcomes, Answer answer) {
    String what = port.name() + " " + answer + " " + reach;
    Set<String> ends =
        outcomes.stream()
            .map(one -> one.fate() == Fate.DELIVERED ? end(one) : one.fate().name())
            .collect(Collectors.toSet());
    assertEquals(expected(port, reach.delivery()), ends, what);
    for (Outcome outcome : outcomes) {
      assertEquals(reach.masqueraded(), outcome.masqueraded(), what);
    }
  }

  private static String end(Outcome outcome) {
    return outcome.destination() + " " + outcome.port();
  }

  private static Set<String> expected(ResolvedServicePort port, Delivery delivery) {
    return switch (delivery) {
      case CLUSTER -> ends(port.endpoints().cluster());
      case LOCAL -> ends(port.endpoints().local());
      case REJECTED -> Set.of("REJECTED");
      case DROPPED, NOT_ADMITTED -> Set.of("DROPPED");
    };
  }

  private static Set<String> ends(List<Endpoint> endpoints) {
    Set<String> ends = new HashSet<>();
    endpoints.forEach(one -> ends.add(one.address() + " " + one.port()));
    return ends;
  }

  /** A client that is no endpoint itself and, unless it is the node, that source ranges admit. */
  private static Optional<Probe> probe(ResolvedServicePort port, Answer answer, Origin origin) {
    Protocol protocol = port.name().protocol();
    IpAddress asked = answer.address().orElseThrow();
    if (origin == Origin.NODE) {
      return Optional.of(Probe.ofNode(protocol, asked, asked, answer.port()));
    }
    boolean v4 = asked.family() == IpFamily.IPV4;
    IpAddress from =
        origin == Origin.POD
            ? IpAddress.parse(v4 ? "10.244.99.99" : "fd00:10:244:99::99")
            : IpAddress.parse(v4 ? "198.18.0.1" : "2001:db8:99::1");
    boolean admitted =
        answer.sourceRanges().isEmpty()
            || answer.sourceRanges().stream().anyMatch(range -> range.contains(from));
    return admitted
        ? Optional.of(Probe.received(protocol, from, asked, answer.port(), Device.UNKNOWN))
        : Optional.empty();
  }
}
