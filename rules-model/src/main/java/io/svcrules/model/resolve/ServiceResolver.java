// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.batch.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Finds out which endpoints serve which service port, seen from one node, in one family. Holds no
 * state: the same objects, in any order, give the same table.
 */
public final class ServiceResolver {
  /** So many Services are a millisecond of work. */
  private static final int BATCH = 512;

  private final IpFamily family;
  private final ResolveOptions options;
  private final EndpointCollector collector;
  private final Topology topology;

  /** A resolver for a family, as seen from a node. */
  public ServiceResolver(IpFamily family, Node node, ResolveOptions options) {
    this.family = family;
    this.options = options;
    this.collector = new EndpointCollector(family, node);
    this.topology = new Topology(node, options.topology());
  }

  /** All service ports of the objects. */
  public static ServiceTable resolve(
      Manifests manifests, IpFamily family, Node node, ResolveOptions options) {
    ServiceResolver resolver = new ServiceResolver(family, node, options);
    Map<NamespacedName, List<EndpointSlice>> slices = byService(manifests.slices());
    List<Batch> batches =
        Batches.map(manifests.services(), BATCH, services -> resolver.resolve(services, slices));
    List<ResolvedServicePort> ports = new ArrayList<>(manifests.services().size());
    List<SkippedService> skipped = new ArrayList<>();
    for (Batch batch : batches) {
      ports.addAll(batch.ports());
      skipped.addAll(batch.skipped());
    }
    return new ServiceTable(family, ports, skipped);
  }

  /** What becomes of some Services. */
  private record Batch(List<ResolvedServicePort> ports, List<SkippedService> skipped) {}

  private Batch resolve(List<Service> services, Map<NamespacedName, List<EndpointSlice>> slices) {
    List<ResolvedServicePort> ports = new ArrayList<>(services.size());
    List<SkippedService> skipped = new ArrayList<>(0);
    for (Service service : services) {
      Optional<SkipReason> reason = skipReason(service);
      if (reason.isPresent()) {
        skipped.add(new SkippedService(service.name(), reason.get()));
      } else {
        ports.addAll(resolvePorts(service, slices.getOrDefault(service.name(), List.of())));
      }
    }
    return new Batch(ports, skipped);
  }

  /** The slices by the Service they belong to; those that are not kube-proxy's are left out. */
  public static Map<NamespacedName, List<EndpointSlice>> byService(
      Collection<EndpointSlice> slices) {
    List<EndpointSlice> all = List.copyOf(slices);
    List<Optional<NamespacedName>> names = new ArrayList<>(all.size());
    Batches.map(all, BATCH, ServiceResolver::namesOf).forEach(names::addAll);
    Map<NamespacedName, List<EndpointSlice>> byService = new HashMap<>(all.size() * 2);
    for (int i = 0; i < all.size(); i++) {
      if (names.get(i).isPresent()) {
        NamespacedName name = names.get(i).get();
        byService.computeIfAbsent(name, any -> new ArrayList<>(1)).add(all.get(i));
      }
    }
    return byService;
  }

  private static List<Optional<NamespacedName>> namesOf(List<EndpointSlice> slices) {
    List<Optional<NamespacedName>> names = new ArrayList<>(slices.size());
    for (EndpointSlice slice : slices) {
      names.add(servedBy(slice));
    }
    return names;
  }

  /** The Service whose endpoints a slice holds; empty if it has none, or is not kube-proxy's. */
  public static Optional<NamespacedName> servedBy(EndpointSlice slice) {
    return isOurs(slice) ? slice.service() : Optional.empty();
  }

  /** Whether no label takes a slice away from this proxy. */
  static boolean isOurs(EndpointSlice slice) {
    return labelReason(slice.labels()).isEmpty();
  }

  /** Why a Service gives no rules in this family; empty if it gives some. */
  public Optional<SkipReason> skipReason(Service service) {
    Optional<SkipReason> byLabel = labelReason(service.labels());
    if (byLabel.isPresent()) {
      return byLabel;
    }
    if (service.type() == ServiceType.EXTERNAL_NAME) {
      return Optional.of(SkipReason.EXTERNAL_NAME);
    }
    if (service.headless()) {
      return Optional.of(SkipReason.HEADLESS);
    }
    if (service.clusterIps().isEmpty()) {
      return Optional.of(SkipReason.NO_CLUSTER_IP);
    }
    return clusterIp(service).isPresent() ? Optional.empty() : Optional.of(SkipReason.OTHER_FAMILY);
  }

  /** An address may stand at the position of the other family if no API server has checked it. */
  private Optional<IpAddress> clusterIp(Service service) {
    return service.clusterIp(family).filter(address -> address.family() == family);
  }

  private static Optional<SkipReason> labelReason(Map<String, String> labels) {
    if (labels.containsKey(SkipReason.PROXY_LABEL)) {
      return Optional.of(SkipReason.OTHER_PROXY);
    }
    return labels.containsKey(SkipReason.HEADLESS_NAME)
        ? Optional.of(SkipReason.HEADLESS_LABEL)
        : Optional.empty();
  }

  /**
   * The ports of one Service; none if it is to be skipped. Of two ports with one name and protocol
   * the last counts, as with kube-proxy.
   *
   * @param slices the slices of this Service, in any order
   */
  public List<ResolvedServicePort> resolve(Service service, Collection<EndpointSlice> slices) {
    return skipReason(service).isPresent() ? List.of() : resolvePorts(service, slices);
  }

  private List<ResolvedServicePort> resolvePorts(
      Service service, Collection<EndpointSlice> slices) {
    IpAddress clusterIp = clusterIp(service).orElseThrow();
    if (service.ports().size() == 1) {
      return List.of(resolve(service, clusterIp, service.ports().get(0), slices));
    }
    Map<ServicePortName, ResolvedServicePort> resolved = new TreeMap<>();
    for (ServicePort port : service.ports()) {
      ResolvedServicePort one = resolve(service, clusterIp, port, slices);
      resolved.put(one.name(), one);
    }
    return List.copyOf(resolved.values());
  }

  private ResolvedServicePort resolve(
      Service service, IpAddress clusterIp, ServicePort port, Collection<EndpointSlice> slices) {
    List<Endpoint> all = collector.collect(port, slices);
    ResolvedServicePort bare = bare(service, clusterIp, port, all.size());
    TopologyUse use = bare.usesClusterEndpoints() ? topology.use(service, all) : TopologyUse.NONE;
    EndpointSelection chosen =
        new EndpointSelector(all, bare.usesClusterEndpoints(), bare.usesLocalEndpoints())
            .select(use, topology.admits(use));
    return bare.withEndpoints(chosen);
  }

  private ResolvedServicePort bare(
      Service service, IpAddress clusterIp, ServicePort port, int endpointCount) {
    return new ResolvedServicePort(
        new ServicePortName(service.name(), port.name(), port.protocol()),
        clusterIp,
        port.port(),
        port.nodePort(),
        ofFamily(allowedExternalIps(service)),
        loadBalancerIps(service),
        sourceRanges(service),
        affinitySeconds(service),
        service.internalTrafficPolicy(),
        externalPolicy(service),
        healthCheckNodePort(service),
        new EndpointSelection(List.of(), List.of(), List.of(), false, TopologyUse.NONE),
        endpointCount);
  }

  private List<IpAddress> allowedExternalIps(Service service) {
    return options.allowExternalIps() ? service.externalIps() : List.of();
  }

  // Most Services have none of these, and a stream for each of 30,000 is garbage that shows.

  private List<IpAddress> ofFamily(List<IpAddress> addresses) {
    return addresses.isEmpty()
        ? addresses
        : addresses.stream().filter(address -> address.family() == family).toList();
  }

  private List<Cidr> sourceRanges(Service service) {
    List<Cidr> ranges = service.loadBalancerSourceRanges();
    return ranges.isEmpty()
        ? ranges
        : ranges.stream().filter(range -> range.family() == family).toList();
  }

  private List<IpAddress> loadBalancerIps(Service service) {
    if (service.loadBalancerIngress().isEmpty()) {
      return List.of();
    }
    return ofFamily(
        service.loadBalancerIngress().stream()
            .filter(ingress -> !ingress.proxied())
            .map(LoadBalancerIngress::ip)
            .toList());
  }

  private static OptionalInt affinitySeconds(Service service) {
    Optional<Duration> timeout = service.clientIpAffinity();
    return timeout.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(timeout.get().toSeconds()));
  }

  /** The field says nothing for a Service that nothing outside the cluster is meant to reach. */
  private TrafficPolicy externalPolicy(Service service) {
    boolean meant =
        service.type() != ServiceType.CLUSTER_IP || !allowedExternalIps(service).isEmpty();
    return meant ? service.externalTrafficPolicy() : TrafficPolicy.CLUSTER;
  }

  private static int healthCheckNodePort(Service service) {
    return service.type() == ServiceType.LOAD_BALANCER
            && service.externalTrafficPolicy() == TrafficPolicy.LOCAL
        ? service.healthCheckNodePort()
        : 0;
  }
}
