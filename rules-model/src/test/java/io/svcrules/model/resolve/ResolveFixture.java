// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import io.svcrules.model.AddressType;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.SliceEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Service default/web with port http, its slices, and node-1 of zone-a. */
final class ResolveFixture {
  static final ServicePort HTTP = ServicePort.of("http", Protocol.TCP, 80);
  static final Node NODE =
      new Node("node-1", Map.of(Node.ZONE_LABEL, "zone-a"), List.of(), List.of());

  private ResolveFixture() {}

  static ServiceBuilder web() {
    return Service.builder("default", "web").clusterIps(List.of(ip("10.96.0.1")));
  }

  static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }

  static List<IpAddress> ips(String... texts) {
    return Arrays.stream(texts).map(IpAddress::parse).toList();
  }

  static SliceEndpoint ready(String ip, String node) {
    return SliceEndpoint.of(ip(ip), EndpointConditions.READY, node);
  }

  static SliceEndpoint terminating(String ip, String node) {
    return SliceEndpoint.of(ip(ip), EndpointConditions.SERVING_TERMINATING, node);
  }

  static SliceEndpoint notReady(String ip, String node) {
    return SliceEndpoint.of(ip(ip), EndpointConditions.NOT_READY, node);
  }

  static SliceEndpoint zoned(SliceEndpoint endpoint, String... zones) {
    return new SliceEndpoint(
        endpoint.address(),
        endpoint.conditions(),
        endpoint.nodeName(),
        List.of(zones),
        endpoint.nodeHints());
  }

  static SliceEndpoint noded(SliceEndpoint endpoint, String... nodes) {
    return new SliceEndpoint(
        endpoint.address(),
        endpoint.conditions(),
        endpoint.nodeName(),
        endpoint.zoneHints(),
        List.of(nodes));
  }

  static SliceEndpoint withoutNode(SliceEndpoint endpoint) {
    return new SliceEndpoint(
        endpoint.address(),
        endpoint.conditions(),
        Optional.empty(),
        endpoint.zoneHints(),
        endpoint.nodeHints());
  }

  /** A slice of default/web with port http, 8080. */
  static EndpointSlice slice(String name, SliceEndpoint... endpoints) {
    return slice(name, new EndpointPort("http", Protocol.TCP, 8080), endpoints);
  }

  static EndpointSlice slice(String name, EndpointPort port, SliceEndpoint... endpoints) {
    return new EndpointSlice(
        new NamespacedName("default", name),
        Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web"),
        AddressType.IPV4,
        List.of(port),
        List.of(endpoints));
  }

  static EndpointSlice labelled(EndpointSlice slice, Map<String, String> labels) {
    return new EndpointSlice(
        slice.name(), labels, slice.addressType(), slice.ports(), slice.endpoints());
  }

  static EndpointSlice typed(EndpointSlice slice, AddressType type) {
    return new EndpointSlice(slice.name(), slice.labels(), type, slice.ports(), slice.endpoints());
  }

  static ServiceTable table(
      IpFamily family, ResolveOptions options, ServiceBuilder service, EndpointSlice... slices) {
    Manifests manifests = new Manifests(List.of(service.build()), List.of(slices), List.of(NODE));
    return ServiceResolver.resolve(manifests, family, NODE, options);
  }

  /** The only port of a Service. */
  static ResolvedServicePort only(ServiceBuilder service, EndpointSlice... slices) {
    return only(ResolveOptions.DEFAULT, service, slices);
  }

  static ResolvedServicePort only(
      ResolveOptions options, ServiceBuilder service, EndpointSlice... slices) {
    List<ResolvedServicePort> ports = table(IpFamily.IPV4, options, service, slices).ports();
    if (ports.size() != 1) {
      throw new AssertionError("not one port: " + ports);
    }
    return ports.get(0);
  }

  static List<String> texts(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::text).toList();
  }
}
