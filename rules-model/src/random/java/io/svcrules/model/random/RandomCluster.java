// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.random;

import io.svcrules.model.AddressType;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Clusters that mix every feature. Addresses, zones and nodes are few, so that endpoints come
 * twice, hints fit or do not, and services claim each other's addresses.
 */
public final class RandomCluster {
  /** The node that rules are made for. */
  public static final Node NODE =
      new Node(
          "node-1",
          Map.of(Node.ZONE_LABEL, "zone-a"),
          List.of(Cidr.parse("10.244.1.0/24"), Cidr.parse("fd00:10:244:1::/64")),
          List.of(IpAddress.parse("192.168.100.2"), IpAddress.parse("fd00:192:168:100::2")));

  private static final List<String> PORT_NAMES = List.of("http", "dns", "");
  private static final List<String> NODES = List.of("node-1", "node-2", "node-3");
  private static final List<String> ZONES = List.of("zone-a", "zone-b");

  private final Random random;

  private RandomCluster(Random random) {
    this.random = random;
  }

  /** Any such cluster. */
  public static Arbitrary<Manifests> any() {
    return Arbitraries.randomValue(random -> new RandomCluster(random).manifests());
  }

  /** The cluster of a seed. */
  public static Manifests of(Random random) {
    return new RandomCluster(random).manifests();
  }

  /** Nodes that endpoints run on, with and without a zone that hints name. */
  public static Arbitrary<Node> nodes() {
    Map<String, String> none = Map.of();
    return Arbitraries.of(
        NODE,
        new Node("node-2", Map.of(Node.ZONE_LABEL, "zone-b"), List.of(), List.of()),
        new Node("node-3", none, List.of(), List.of()),
        new Node("node-1", Map.of(Node.ZONE_LABEL, ""), List.of(), List.of()),
        new Node("node-9", Map.of(Node.ZONE_LABEL, "zone-9"), List.of(), List.of()));
  }

  /** The same cluster, its objects and their ports and endpoints in another order. */
  public static Manifests shuffled(Manifests cluster, Random random) {
    return new Manifests(
        mixed(cluster.services().stream().map(one -> shuffled(one, random)).toList(), random),
        mixed(cluster.slices().stream().map(one -> shuffled(one, random)).toList(), random),
        cluster.nodes());
  }

  private static Service shuffled(Service service, Random random) {
    return service.toBuilder().ports(mixed(service.ports(), random)).build();
  }

  private static EndpointSlice shuffled(EndpointSlice slice, Random random) {
    return new EndpointSlice(
        slice.name(),
        slice.labels(),
        slice.addressType(),
        mixed(slice.ports(), random),
        mixed(slice.endpoints(), random));
  }

  private static <T> List<T> mixed(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  private Manifests manifests() {
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      services.add(service(i));
      int sliceCount = random.nextInt(4);
      for (int j = 0; j < sliceCount; j++) {
        slices.add(slice(i, j));
      }
    }
    return new Manifests(services, slices, List.of(NODE));
  }

  /** A Service under a name of its own. */
  private Service service(int i) {
    ServiceBuilder service =
        Service.builder(namespace(i), "s" + i)
            .labels(oneIn(20) ? oddLabel() : Map.of("app", "s" + i))
            .annotations(annotations())
            .type(pick(List.of(ServiceType.values())))
            .internalTrafficPolicy(policy())
            .externalTrafficPolicy(policy())
            .externalIps(oneIn(3) ? addresses("198.51.100.", "2001:db8::") : List.of())
            .loadBalancerIngress(oneIn(3) ? ingress() : List.of())
            .loadBalancerSourceRanges(oneIn(3) ? sourceRanges() : List.of())
            .healthCheckNodePort(oneIn(3) ? 32000 + i : 0);
    if (oneIn(20)) {
      service.headless();
    } else {
      clusterIps(service, i);
    }
    if (oneIn(4)) {
      service.clientIpAffinity(Duration.ofSeconds(1L + random.nextInt(86_400)));
    }
    int ports = 1 + random.nextInt(3);
    for (int p = 0; p < ports; p++) {
      Protocol protocol = pick(List.of(Protocol.values()));
      int nodePort = oneIn(2) ? 30000 + i * 10 + p : 0;
      service.port(ServicePort.of(PORT_NAMES.get(p), protocol, 80 + p).withNodePort(nodePort));
      if (oneIn(6)) {
        Protocol other = protocol == Protocol.TCP ? Protocol.UDP : Protocol.TCP;
        service.port(ServicePort.of(PORT_NAMES.get(p), other, 80 + p).withNodePort(nodePort));
      }
    }
    return service.build();
  }

  private void clusterIps(ServiceBuilder service, int i) {
    IpAddress v4 = IpAddress.parse("10.96.0." + (i + 1));
    IpAddress v6 = IpAddress.parse("fd00:10:96::" + (i + 1));
    switch (random.nextInt(5)) {
      case 0 -> service.clusterIps(List.of(v4));
      case 1 -> service.clusterIps(List.of(v6)).ipFamilies(List.of(IpFamily.IPV6));
      case 2 ->
          service.clusterIps(List.of(v6, v4)).ipFamilies(List.of(IpFamily.IPV6, IpFamily.IPV4));
      default ->
          service.clusterIps(List.of(v4, v6)).ipFamilies(List.of(IpFamily.IPV4, IpFamily.IPV6));
    }
  }

  private EndpointSlice slice(int i, int j) {
    boolean v6 = oneIn(3);
    List<EndpointPort> ports = new ArrayList<>();
    for (String name : PORT_NAMES) {
      if (!oneIn(4)) {
        int number = oneIn(10) ? 0 : 8080 + random.nextInt(2);
        ports.add(new EndpointPort(name, pick(List.of(Protocol.values())), number));
      }
    }
    List<SliceEndpoint> endpoints = new ArrayList<>();
    int count = random.nextInt(5);
    boolean hinted = oneIn(2);
    for (int e = 0; e < count; e++) {
      endpoints.add(endpoint(i, v6, hinted));
    }
    Map<String, String> labels = new TreeMap<>();
    if (oneIn(20)) {
      labels.putAll(oddLabel());
    }
    labels.put(EndpointSlice.SERVICE_NAME_LABEL, "s" + i);
    return new EndpointSlice(
        new NamespacedName(namespace(i), "s" + i + "-" + j),
        labels,
        AddressType.of(v6 ? IpFamily.IPV6 : IpFamily.IPV4),
        ports,
        endpoints);
  }

  private SliceEndpoint endpoint(int i, boolean v6, boolean hinted) {
    String host =
        (v6 ? "fd00:10:244:" + (i + 1) + "::" : "10.244." + i + ".") + (1 + random.nextInt(5));
    EndpointConditions conditions =
        oneIn(2)
            ? EndpointConditions.READY
            : new EndpointConditions(
                random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    return new SliceEndpoint(
        IpAddress.parse(host),
        conditions,
        oneIn(10) ? Optional.empty() : Optional.of(pick(NODES)),
        hinted && !oneIn(8) ? some(ZONES) : List.of(),
        hinted && oneIn(2) ? some(NODES) : List.of());
  }

  private Map<String, String> oddLabel() {
    return oneIn(2)
        ? Map.of("service.kubernetes.io/service-proxy-name", "")
        : Map.of("service.kubernetes.io/headless", "");
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new TreeMap<>();
    List<String> values = List.of("Auto", "disabled", "");
    if (oneIn(3)) {
      annotations.put("service.kubernetes.io/topology-mode", pick(values));
    }
    if (oneIn(6)) {
      annotations.put("service.kubernetes.io/topology-aware-hints", pick(values));
    }
    return annotations;
  }

  private List<LoadBalancerIngress> ingress() {
    return addresses("203.0.113.", "2001:db8:f::").stream()
        .map(ip -> new LoadBalancerIngress(ip, oneIn(4)))
        .toList();
  }

  private List<IpAddress> addresses(String v4, String v6) {
    List<IpAddress> addresses = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      addresses.add(IpAddress.parse((oneIn(2) ? v4 : v6) + (1 + random.nextInt(3))));
    }
    return addresses.stream().distinct().toList();
  }

  private List<Cidr> sourceRanges() {
    List<Cidr> all =
        List.of(
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("198.51.100.0/24"),
            Cidr.parse("0.0.0.0/0"),
            Cidr.parse("::/0"),
            Cidr.parse("2001:db8:1::/48"),
            Cidr.parse("fd00::/8"));
    return all.stream().filter(range -> oneIn(3)).toList();
  }

  private TrafficPolicy policy() {
    return oneIn(3) ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
  }

  private static String namespace(int i) {
    return i % 2 == 0 ? "default" : "shop";
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> some(List<T> list) {
    List<T> chosen = list.stream().filter(one -> oneIn(2)).toList();
    return chosen.isEmpty() ? List.of(pick(list)) : chosen;
  }
}
