// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A v1 Service from its fields, with the API server's defaults. */
final class ServiceBinder {
  /** k8s.io/api/core/v1 DefaultClientIPServiceAffinitySeconds: three hours. */
  private static final int DEFAULT_AFFINITY_SECONDS = 10800;

  /** k8s.io/api/core/v1 MaxClientIPServiceAffinitySeconds: one day. */
  private static final int MAX_AFFINITY_SECONDS = 86400;

  private ServiceBinder() {}

  /** The Service; without meaning if there were problems that reject it. */
  static Service bind(Fields object) {
    Metadata metadata = Metadata.read(object, ObjectKind.SERVICE);
    Fields spec = object.inside("spec");
    ServiceBuilder service =
        Service.builder(metadata.name().namespace(), metadata.name().name())
            .labels(metadata.labels())
            .annotations(metadata.annotations());
    metadata.created().ifPresent(service::created);
    ServiceType type = spec.choice("type", Choices.SERVICE_TYPE).orElse(ServiceType.CLUSTER_IP);
    service.type(type);
    ClusterIps clusterIps = ClusterIps.read(spec);
    clusterIps.applyTo(service);
    boolean portless = clusterIps.headless() || type == ServiceType.EXTERNAL_NAME;
    ServicePorts.read(spec, !portless).forEach(service::port);
    bindPolicies(spec, service);
    bindAffinity(spec, service);
    service.externalIps(externalIps(spec));
    service.loadBalancerSourceRanges(sourceRanges(spec));
    service.loadBalancerIngress(ingress(object.inside("status").inside("loadBalancer")));
    return service.build();
  }

  private static void bindPolicies(Fields spec, ServiceBuilder service) {
    service.internalTrafficPolicy(policy(spec, "internalTrafficPolicy"));
    service.externalTrafficPolicy(policy(spec, "externalTrafficPolicy"));
    service.healthCheckNodePort(spec.integer("healthCheckNodePort", 0, PortFields.MAX).orElse(0));
    spec.text("trafficDistribution")
        .filter(text -> !text.text().isEmpty())
        .ifPresent(text -> service.trafficDistribution(text.text()));
    service.publishNotReadyAddresses(spec.flag("publishNotReadyAddresses").orElse(false));
    service.externalName(spec.text("externalName").map(TextField::text).orElse(""));
    service.selector(spec.stringMap("selector"));
  }

  private static TrafficPolicy policy(Fields spec, String name) {
    return spec.choice(name, Choices.TRAFFIC_POLICY).orElse(TrafficPolicy.CLUSTER);
  }

  private static void bindAffinity(Fields spec, ServiceBuilder service) {
    Fields clientIp = spec.inside("sessionAffinityConfig").inside("clientIP");
    int seconds =
        clientIp
            .integer("timeoutSeconds", 1, MAX_AFFINITY_SECONDS)
            .orElse(DEFAULT_AFFINITY_SECONDS);
    if (spec.choice("sessionAffinity", Choices.SESSION_AFFINITY).orElse(false)) {
      service.clientIpAffinity(Duration.ofSeconds(seconds));
    }
  }

  private static List<IpAddress> externalIps(Fields spec) {
    List<IpAddress> addresses = new ArrayList<>(0);
    for (TextField text : spec.texts("externalIPs")) {
      Addresses.lenient(spec, text).ifPresent(addresses::add);
    }
    return addresses;
  }

  // To leave one range out would open or close the Service to clients: no lenience here.
  private static List<Cidr> sourceRanges(Fields spec) {
    return Addresses.networks(spec, spec.texts("loadBalancerSourceRanges"));
  }

  private static List<LoadBalancerIngress> ingress(Fields loadBalancer) {
    List<LoadBalancerIngress> all = new ArrayList<>(0);
    for (Fields element : loadBalancer.insideEach("ingress")) {
      boolean proxied = element.choice("ipMode", Choices.IP_MODE).orElse(false);
      Optional<TextField> ip = element.text("ip").filter(text -> !text.text().isEmpty());
      ip.flatMap(text -> Addresses.lenient(element, text))
          .ifPresent(address -> all.add(new LoadBalancerIngress(address, proxied)));
    }
    return all;
  }
}
