// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the fields of a {@link Service}; what is not set has the API server's default. */
public final class ServiceBuilder {
  private final NamespacedName name;
  private final List<ServicePort> ports = new ArrayList<>();
  private Map<String, String> labels = Map.of();
  private Map<String, String> annotations = Map.of();
  private Optional<Instant> created = Optional.empty();
  private ServiceType type = ServiceType.CLUSTER_IP;
  private Map<String, String> selector = Map.of();
  private boolean headless;
  private List<IpAddress> clusterIps = List.of();
  private List<IpFamily> ipFamilies = List.of();
  private List<IpAddress> externalIps = List.of();
  private List<LoadBalancerIngress> loadBalancerIngress = List.of();
  private List<Cidr> loadBalancerSourceRanges = List.of();
  private Optional<Duration> clientIpAffinity = Optional.empty();
  private TrafficPolicy internalTrafficPolicy = TrafficPolicy.CLUSTER;
  private TrafficPolicy externalTrafficPolicy = TrafficPolicy.CLUSTER;
  private int healthCheckNodePort;
  private Optional<String> trafficDistribution = Optional.empty();
  private boolean publishNotReadyAddresses;
  private String externalName = "";

  ServiceBuilder(NamespacedName name) {
    this.name = name;
  }

  ServiceBuilder(Service service) {
    this(service.name());
    ports.addAll(service.ports());
    labels = service.labels();
    annotations = service.annotations();
    created = service.created();
    type = service.type();
    selector = service.selector();
    headless = service.headless();
    clusterIps = service.clusterIps();
    ipFamilies = service.ipFamilies();
    externalIps = service.externalIps();
    loadBalancerIngress = service.loadBalancerIngress();
    loadBalancerSourceRanges = service.loadBalancerSourceRanges();
    clientIpAffinity = service.clientIpAffinity();
    internalTrafficPolicy = service.internalTrafficPolicy();
    externalTrafficPolicy = service.externalTrafficPolicy();
    healthCheckNodePort = service.healthCheckNodePort();
    trafficDistribution = service.trafficDistribution();
    publishNotReadyAddresses = service.publishNotReadyAddresses();
    externalName = service.externalName();
  }

  /** Sets {@code metadata.labels}. */
  public ServiceBuilder labels(Map<String, String> value) {
    labels = value;
    return this;
  }

  /** Sets {@code metadata.annotations}. */
  public ServiceBuilder annotations(Map<String, String> value) {
    annotations = value;
    return this;
  }

  /** Sets {@code metadata.creationTimestamp}. */
  public ServiceBuilder created(Instant value) {
    created = Optional.of(value);
    return this;
  }

  /** Sets {@code spec.type}. */
  public ServiceBuilder type(ServiceType value) {
    type = value;
    return this;
  }

  /** Sets {@code spec.selector}. */
  public ServiceBuilder selector(Map<String, String> value) {
    selector = value;
    return this;
  }

  /** Makes the Service headless: {@code spec.clusterIP: None}. */
  public ServiceBuilder headless() {
    headless = true;
    return this;
  }

  /** Sets {@code spec.clusterIPs}. */
  public ServiceBuilder clusterIps(List<IpAddress> value) {
    clusterIps = value;
    return this;
  }

  /** Sets {@code spec.ipFamilies}. */
  public ServiceBuilder ipFamilies(List<IpFamily> value) {
    ipFamilies = value;
    return this;
  }

  /** Sets {@code spec.ports}, instead of those added so far. */
  public ServiceBuilder ports(List<ServicePort> value) {
    ports.clear();
    ports.addAll(value);
    return this;
  }

  /** Adds an element to {@code spec.ports}. */
  public ServiceBuilder port(ServicePort value) {
    ports.add(value);
    return this;
  }

  /** Sets {@code spec.externalIPs}. */
  public ServiceBuilder externalIps(List<IpAddress> value) {
    externalIps = value;
    return this;
  }

  /** Sets {@code status.loadBalancer.ingress}. */
  public ServiceBuilder loadBalancerIngress(List<LoadBalancerIngress> value) {
    loadBalancerIngress = value;
    return this;
  }

  /** Sets {@code spec.loadBalancerSourceRanges}. */
  public ServiceBuilder loadBalancerSourceRanges(List<Cidr> value) {
    loadBalancerSourceRanges = value;
    return this;
  }

  /** Sets {@code spec.sessionAffinity: ClientIP} with a time-out in whole seconds. */
  public ServiceBuilder clientIpAffinity(Duration value) {
    clientIpAffinity = Optional.of(value);
    return this;
  }

  /** Sets {@code spec.internalTrafficPolicy}. */
  public ServiceBuilder internalTrafficPolicy(TrafficPolicy value) {
    internalTrafficPolicy = value;
    return this;
  }

  /** Sets {@code spec.externalTrafficPolicy}. */
  public ServiceBuilder externalTrafficPolicy(TrafficPolicy value) {
    externalTrafficPolicy = value;
    return this;
  }

  /** Sets {@code spec.healthCheckNodePort}. */
  public ServiceBuilder healthCheckNodePort(int value) {
    healthCheckNodePort = value;
    return this;
  }

  /** Sets {@code spec.trafficDistribution}. */
  public ServiceBuilder trafficDistribution(String value) {
    trafficDistribution = Optional.of(value);
    return this;
  }

  /** Sets {@code spec.publishNotReadyAddresses}. */
  public ServiceBuilder publishNotReadyAddresses(boolean value) {
    publishNotReadyAddresses = value;
    return this;
  }

  /** Sets {@code spec.externalName}. */
  public ServiceBuilder externalName(String value) {
    externalName = value;
    return this;
  }

  /**
   * The Service.
   *
   * @throws IllegalArgumentException if a port is out of range
   */
  public Service build() {
    return new Service(
        name,
        labels,
        annotations,
        created,
        type,
        selector,
        headless,
        clusterIps,
        ipFamilies,
        ports,
        externalIps,
        loadBalancerIngress,
        loadBalancerSourceRanges,
        clientIpAffinity,
        internalTrafficPolicy,
        externalTrafficPolicy,
        healthCheckNodePort,
        trafficDistribution,
        publishNotReadyAddresses,
        externalName);
  }
}
