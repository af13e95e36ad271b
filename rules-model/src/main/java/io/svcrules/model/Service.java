// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A v1 Service, with the API server's defaults filled in. Made by {@link #builder}.
 *
 * @param name its identity
 * @param labels {@code metadata.labels}, sorted by key
 * @param annotations {@code metadata.annotations}, sorted by key
 * @param created {@code metadata.creationTimestamp}: the older of two rivals wins
 * @param type {@code spec.type}
 * @param selector {@code spec.selector}, sorted by key; no part in the rules
 * @param headless whether {@code spec.clusterIP} is {@code None}
 * @param clusterIps {@code spec.clusterIPs}; empty if headless or not yet allocated
 * @param ipFamilies {@code spec.ipFamilies}: the family of the cluster IP at the same position
 * @param ports {@code spec.ports}
 * @param externalIps {@code spec.externalIPs}
 * @param loadBalancerIngress {@code status.loadBalancer.ingress}, those with an address
 * @param loadBalancerSourceRanges {@code spec.loadBalancerSourceRanges}; empty admits everyone
 * @param clientIpAffinity {@code spec.sessionAffinityConfig.clientIP.timeoutSeconds} if {@code
 *     spec.sessionAffinity} is {@code ClientIP}: whole seconds, 1 to 86400
 * @param internalTrafficPolicy {@code spec.internalTrafficPolicy}
 * @param externalTrafficPolicy {@code spec.externalTrafficPolicy}
 * @param healthCheckNodePort {@code spec.healthCheckNodePort}: 1 to 65535, or 0 for none
 * @param trafficDistribution {@code spec.trafficDistribution}
 * @param publishNotReadyAddresses {@code spec.publishNotReadyAddresses}: seen only in slices
 * @param externalName {@code spec.externalName}; empty unless the type is ExternalName
 */
public record Service(
    NamespacedName name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<Instant> created,
    ServiceType type,
    Map<String, String> selector,
    boolean headless,
    List<IpAddress> clusterIps,
    List<IpFamily> ipFamilies,
    List<ServicePort> ports,
    List<IpAddress> externalIps,
    List<LoadBalancerIngress> loadBalancerIngress,
    List<Cidr> loadBalancerSourceRanges,
    Optional<Duration> clientIpAffinity,
    TrafficPolicy internalTrafficPolicy,
    TrafficPolicy externalTrafficPolicy,
    int healthCheckNodePort,
    Optional<String> trafficDistribution,
    boolean publishNotReadyAddresses,
    String externalName) {

  /** Copies the collections and refuses ports out of range. */
  public Service {
    labels = Copies.sorted(labels);
    annotations = Copies.sorted(annotations);
    selector = Copies.sorted(selector);
    clusterIps = List.copyOf(clusterIps);
    ipFamilies = List.copyOf(ipFamilies);
    ports = List.copyOf(ports);
    externalIps = List.copyOf(externalIps);
    loadBalancerIngress = List.copyOf(loadBalancerIngress);
    loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
    Ports.check("healthCheckNodePort", healthCheckNodePort, 0);
  }

  /** This Service, of which fields may become others. */
  public ServiceBuilder toBuilder() {
    return new ServiceBuilder(this);
  }

  /** A ClusterIP Service of that name with nothing else set. */
  public static ServiceBuilder builder(String namespace, String name) {
    return new ServiceBuilder(new NamespacedName(namespace, name));
  }

  /**
   * The cluster IP of a family: the one at the family's position in {@code ipFamilies}, or, if that
   * field is empty, the first that is of the family.
   */
  public Optional<IpAddress> clusterIp(IpFamily family) {
    if (ipFamilies.isEmpty()) {
      return firstClusterIp(family);
    }
    int position = ipFamilies.indexOf(family);
    return position < 0 || position >= clusterIps.size()
        ? Optional.empty()
        : Optional.of(clusterIps.get(position));
  }

  // A loop, as it is asked for with every change of endpoints.
  private Optional<IpAddress> firstClusterIp(IpFamily family) {
    for (IpAddress ip : clusterIps) {
      if (ip.family() == family) {
        return Optional.of(ip);
      }
    }
    return Optional.empty();
  }
}
