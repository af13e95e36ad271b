// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lab;

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
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.testdata.traffic.IpVersion;
import io.svcrules.testdata.traffic.LabAddresses;
import io.svcrules.testdata.traffic.Place;
import io.svcrules.testdata.traffic.Placement;
import io.svcrules.testdata.traffic.Policy;
import io.svcrules.testdata.traffic.ServiceAddresses;
import io.svcrules.testdata.traffic.ServiceShape;
import io.svcrules.testdata.traffic.SourceRanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kubernetes objects for services of the lab. */
public final class LabServices {
  /** The name of node 1 in endpoints. */
  public static final String NODE = "node-1";

  private static final String NAMESPACE = "lab";

  /** One more than fit into a cluster whose rules all have comments (kube-proxy's threshold). */
  private static final int MANY_ENDPOINTS = 1001;

  private LabServices() {}

  /** Gives each shape addresses of its own. */
  public static Map<ServiceShape, ServiceAddresses> addresses(
      int generation, List<ServiceShape> shapes) {
    Map<ServiceShape, ServiceAddresses> addresses = new LinkedHashMap<>();
    for (ServiceShape shape : shapes) {
      addresses.computeIfAbsent(shape, s -> new ServiceAddresses(generation, addresses.size()));
    }
    return addresses;
  }

  /** The objects. */
  public static Manifests objects(Map<ServiceShape, ServiceAddresses> shapes) {
    List<Service> services = new ArrayList<>();
    List<EndpointSlice> slices = new ArrayList<>();
    shapes.forEach(
        (shape, addresses) -> {
          services.add(service(shape, addresses));
          for (IpVersion version : IpVersion.values()) {
            slices.add(slice(addresses, version, endpoints(shape.placement(), version)));
          }
        });
    return new Manifests(services, slices, List.of());
  }

  /** The objects and one more service, of as many endpoints as make a large cluster. */
  public static Manifests withManyEndpoints(Manifests objects) {
    ServiceAddresses addresses = ServiceAddresses.LAST;
    List<Service> services = new ArrayList<>(objects.services());
    services.add(service(ServiceShape.of(Policy.CLUSTER, Policy.CLUSTER), addresses));
    List<EndpointSlice> slices = new ArrayList<>(objects.slices());
    for (IpVersion version : IpVersion.values()) {
      List<SliceEndpoint> endpoints = new ArrayList<>();
      for (int i = 0; i < MANY_ENDPOINTS; i++) {
        endpoints.add(endpoint(manyAddress(version, i), "node-9"));
      }
      slices.add(slice(addresses, version, endpoints));
    }
    return new Manifests(services, slices, List.of());
  }

  /** The objects without an endpoint. */
  public static Manifests withoutEndpoint(Manifests objects, String address) {
    IpAddress gone = IpAddress.parse(address);
    List<EndpointSlice> slices = new ArrayList<>();
    for (EndpointSlice slice : objects.slices()) {
      List<SliceEndpoint> left =
          slice.endpoints().stream().filter(one -> !one.address().equals(gone)).toList();
      slices.add(
          new EndpointSlice(
              slice.name(), slice.labels(), slice.addressType(), slice.ports(), left));
    }
    return new Manifests(objects.services(), slices, objects.nodes());
  }

  private static String manyAddress(IpVersion version, int i) {
    return version == IpVersion.IPV4
        ? "10.244." + (100 + i / 250) + '.' + (1 + i % 250)
        : "fd00:10:244:9::" + Integer.toHexString(i + 1);
  }

  /** The Service of a shape. */
  public static Service service(ServiceShape shape, ServiceAddresses addresses) {
    ServiceBuilder builder =
        Service.builder(NAMESPACE, name(addresses))
            .type(ServiceType.LOAD_BALANCER)
            .clusterIps(
                ips(addresses.clusterIp(IpVersion.IPV4), addresses.clusterIp(IpVersion.IPV6)))
            .externalIps(
                ips(addresses.externalIp(IpVersion.IPV4), addresses.externalIp(IpVersion.IPV6)))
            .loadBalancerIngress(
                ips(
                        addresses.loadBalancerIp(IpVersion.IPV4),
                        addresses.loadBalancerIp(IpVersion.IPV6))
                    .stream()
                    .map(ip -> new LoadBalancerIngress(ip, false))
                    .toList())
            .loadBalancerSourceRanges(ranges(shape.ranges()))
            .internalTrafficPolicy(policy(shape.internal()))
            .externalTrafficPolicy(policy(shape.external()));
    for (Protocol protocol : Protocol.values()) {
      builder.port(
          ServicePort.of(protocol.lowerCase(), protocol, ServiceAddresses.PORT)
              .withNodePort(addresses.nodePort()));
    }
    if (shape.affinitySeconds() > 0) {
      builder.clientIpAffinity(Duration.ofSeconds(shape.affinitySeconds()));
    }
    return builder.build();
  }

  /** The slice of one family of a service. */
  public static EndpointSlice slice(
      ServiceAddresses addresses, IpVersion version, List<SliceEndpoint> endpoints) {
    String name = name(addresses) + '-' + version.name().toLowerCase(Locale.ROOT);
    List<EndpointPort> ports = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      ports.add(new EndpointPort(protocol.lowerCase(), protocol, LabAddresses.ENDPOINT_PORT));
    }
    return new EndpointSlice(
        new NamespacedName(NAMESPACE, name),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, name(addresses)),
        AddressType.of(family(version)),
        ports,
        endpoints);
  }

  private static List<SliceEndpoint> endpoints(Placement placement, IpVersion version) {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    if (placement == Placement.BOTH) {
      for (String address : LabAddresses.localEndpoints(version)) {
        endpoints.add(endpoint(address, NODE));
      }
    }
    if (placement != Placement.NOWHERE) {
      for (String address : LabAddresses.remoteEndpoints(version)) {
        endpoints.add(endpoint(address, "node-2"));
      }
    }
    return endpoints;
  }

  private static SliceEndpoint endpoint(String address, String node) {
    return SliceEndpoint.of(IpAddress.parse(address), EndpointConditions.READY, node);
  }

  /** The family in the words of the model. */
  public static IpFamily family(IpVersion version) {
    return switch (version) {
      case IPV4 -> IpFamily.IPV4;
      case IPV6 -> IpFamily.IPV6;
    };
  }

  private static String name(ServiceAddresses addresses) {
    return "service-" + addresses.index();
  }

  private static List<IpAddress> ips(String ipv4, String ipv6) {
    return List.of(IpAddress.parse(ipv4), IpAddress.parse(ipv6));
  }

  private static List<Cidr> ranges(SourceRanges ranges) {
    List<Cidr> cidrs = new ArrayList<>();
    if (ranges != SourceRanges.ABSENT) {
      for (IpVersion version : IpVersion.values()) {
        cidrs.add(range(ranges, version));
      }
    }
    return cidrs;
  }

  private static Cidr range(SourceRanges ranges, IpVersion version) {
    return switch (ranges) {
      case ABSENT -> throw new IllegalArgumentException("no range");
      case EVERYONE -> Cidr.parse(version == IpVersion.IPV4 ? "0.0.0.0/0" : "::/0");
      case OUTSIDE -> Cidr.parse(LabAddresses.outsideCidr(version));
      case NODE -> Cidr.of(IpAddress.parse(Place.NODE_1.address(version)));
      case PODS -> Cidr.parse(LabAddresses.clusterCidr(version));
    };
  }

  private static TrafficPolicy policy(Policy policy) {
    return switch (policy) {
      case CLUSTER -> TrafficPolicy.CLUSTER;
      case LOCAL -> TrafficPolicy.LOCAL;
    };
  }
}
