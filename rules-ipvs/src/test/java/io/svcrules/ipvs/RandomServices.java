// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.iptables.compile.LocalDetector;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsConfigBuilder;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.EndpointSelection;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.model.resolve.TopologyUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A few services out of a small world, so that two draws have much in common.
 *
 * @param family the family
 * @param sketches the services
 */
public record RandomServices(IpFamily family, List<Sketch> sketches) {
  private static final List<String> SCHEDULERS = List.of("rr", "wrr", "mh", "sh,sh-port");

  /**
   * One service.
   *
   * @param number its name, its addresses, its ports
   * @param protocol its protocol
   * @param endpoints a bit for each endpoint; the lowest two are local
   * @param traits a bit for each field that is set
   * @param scheduler which scheduler
   */
  public record Sketch(int number, Protocol protocol, int endpoints, int traits, int scheduler) {
    boolean has(int bit) {
      return (traits >> bit & 1) == 1;
    }
  }

  /** Services of one family. */
  public static Arbitrary<RandomServices> of(IpFamily family) {
    Arbitrary<Sketch> sketch =
        Combinators.combine(
                Arbitraries.integers().between(0, 5),
                Arbitraries.of(Protocol.class),
                Arbitraries.integers().between(0, 15),
                Arbitraries.integers().between(0, 127),
                Arbitraries.integers().between(0, 3))
            .as(Sketch::new);
    return sketch
        .list()
        .ofMaxSize(6)
        .uniqueElements(Sketch::number)
        .map(sketches -> new RandomServices(family, sketches));
  }

  /** The address of this world with a last group. */
  public static IpAddress address(IpFamily family, int network, int host) {
    return family == IpFamily.IPV4
        ? IpAddress.ofIpv4(10 << 24 | network << 16 | host)
        : IpAddress.ofIpv6(0xfd00L << 48 | network, host);
  }

  /** The configuration of the node of this world. */
  public static IpvsConfigBuilder config() {
    return IpvsConfig.builder()
        .drainSeconds(100)
        .localDetector(new LocalDetector.PodCidr(List.of(Cidr.parse("10.1.0.0/16"))))
        .nodeAddresses(List.of(address(IpFamily.IPV4, 9, 1), address(IpFamily.IPV6, 9, 1)));
  }

  /** The services as they are resolved. */
  public ServiceTable table() {
    return new ServiceTable(family, sketches.stream().map(this::port).toList(), List.of());
  }

  /** What else is known of the services. */
  public Map<NamespacedName, ServiceFacts> facts() {
    Map<NamespacedName, ServiceFacts> facts = new HashMap<>();
    for (Sketch sketch : sketches) {
      Map<String, String> annotations =
          Map.of("svcrules.io/ipvs-scheduler", SCHEDULERS.get(sketch.scheduler()));
      facts.put(name(sketch), new ServiceFacts(Optional.empty(), annotations));
    }
    return facts;
  }

  private static NamespacedName name(Sketch sketch) {
    return new NamespacedName("default", "s" + sketch.number());
  }

  private ResolvedServicePort port(Sketch sketch) {
    int number = sketch.number();
    List<Endpoint> cluster = endpoints(sketch, false);
    List<Endpoint> local = endpoints(sketch, true);
    TrafficPolicy internal = sketch.has(4) ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
    TrafficPolicy external = sketch.has(3) ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
    Cidr range = new Cidr(address(family, 7, 0), family.bits() - 8);
    return new ResolvedServicePort(
        new ServicePortName(name(sketch), "", sketch.protocol()),
        address(family, 2, number),
        80,
        sketch.has(0) ? 30000 + number : 0,
        // Rivals for one address.
        sketch.has(1) ? List.of(address(family, 3, number / 2)) : List.of(),
        sketch.has(2) ? List.of(address(family, 4, number)) : List.of(),
        sketch.has(5) ? List.of(range, new Cidr(address(family, 0, 0), 0)) : List.of(),
        sketch.has(6) ? OptionalInt.of(60) : OptionalInt.empty(),
        internal,
        external,
        0,
        new EndpointSelection(cluster, local, cluster, !cluster.isEmpty(), TopologyUse.NONE),
        cluster.size());
  }

  private List<Endpoint> endpoints(Sketch sketch, boolean onlyLocal) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean local = i < 2;
      if ((sketch.endpoints() >> i & 1) == 1 && (local || !onlyLocal)) {
        endpoints.add(
            new Endpoint(
                address(family, 1, 10 * sketch.number() + i),
                8080,
                EndpointConditions.READY,
                Optional.empty(),
                local,
                List.of(),
                List.of()));
      }
    }
    return endpoints;
  }
}
