// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static io.svcrules.model.manifest.ManifestTexts.problems;
import static io.svcrules.model.manifest.ManifestTexts.read;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.AddressType;
import io.svcrules.model.Cidr;
import io.svcrules.model.EndpointPort;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.SliceEndpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndpointsAndNodesTest {
  private static final String ENDPOINTS =
      """
      apiVersion: v1
      kind: Endpoints
      metadata: {name: web, labels: {app: web}}
      subsets:
      - addresses: [{ip: 10.0.0.1, nodeName: node-1}]
        notReadyAddresses: [{ip: 10.0.0.2}]
        ports: [{name: http, port: 8080}]
      """;
  private static final String SLICE =
      """
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      """;

  @Test
  void endpointsBecomeSlices() {
    EndpointSlice slice = read(ENDPOINTS).manifests().slices().get(0);
    assertEquals("default/web:mirrored-1", slice.name().toString());
    assertEquals(AddressType.IPV4, slice.addressType());
    assertEquals(List.of(new EndpointPort("http", Protocol.TCP, 8080)), slice.ports());
    assertEquals(
        List.of(true, false),
        slice.endpoints().stream().map(endpoint -> endpoint.conditions().ready()).toList());
  }

  @Test
  void endpointsGiveWayToAnySliceOfTheSameService() {
    Manifests before = read(SLICE + "---\n" + ENDPOINTS).manifests();
    Manifests after = read(ENDPOINTS + SLICE).manifests();
    assertEquals(before, after);
    assertEquals(
        List.of("default/web-1"),
        after.slices().stream().map(slice -> slice.name().toString()).toList());
    String other = SLICE.replace("service-name: web", "service-name: shop");
    assertEquals(2, read(ENDPOINTS + other).manifests().slices().size());
  }

  @Test
  void addressesOfEndpointsThatAreNoneAreDropped() {
    assertEquals(
        List.of(
            "web.yaml:5:20: warning: Endpoints default/web: subsets[0].addresses[0].ip: found"
                + " \"web\", expected an IPv4 or IPv6 address; it is ignored (document 1)"),
        problems(ENDPOINTS.replace("10.0.0.1", "web")));
    assertEquals(
        List.of(
            "web.yaml:7:11: Endpoints default/web: subsets[0].ports[0].port: missing, expected an"
                + " integer from 1 to 65535 (document 1)"),
        problems(ENDPOINTS.replace(", port: 8080", "")));
  }

  @Test
  void moreAddressesThanTheControllerTakesAreToldOf() {
    String many =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{ip: 10.1." + i / 256 + "." + i % 256 + "}")
            .collect(Collectors.joining(", "));
    assertEquals(
        List.of(
            "web.yaml:5:3: warning: Endpoints default/web: subsets[0]: found 1001 addresses,"
                + " expected at most 1000; those after the first 1000 are ignored (document 1)"),
        problems(ENDPOINTS.replace("{ip: 10.0.0.2}", many)));
  }

  @Test
  void aNodeHasItsInternalAddressesFirst() {
    Manifests manifests =
        read("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-1.example.org, labels: {topology.kubernetes.io/zone: a}}
                spec: {podCIDR: 10.244.9.0/24, podCIDRs: [10.244.1.0/24, "fd00:244::/64"]}
                status:
                  addresses:
                  - {type: ExternalIP, address: 203.0.113.9}
                  - {type: Hostname, address: node-1}
                  - {type: InternalIP, address: 192.0.2.1}
                  - {type: InternalIP, address: "2001:db8::1"}
                  images: [{names: [a, b]}]
                """)
            .manifests();
    assertEquals(
        List.of(
            new Node(
                "node-1.example.org",
                Map.of("topology.kubernetes.io/zone", "a"),
                List.of(Cidr.parse("10.244.1.0/24"), Cidr.parse("fd00:244::/64")),
                List.of(
                    IpAddress.parse("192.0.2.1"),
                    IpAddress.parse("2001:db8::1"),
                    IpAddress.parse("203.0.113.9")))),
        manifests.nodes());
  }

  @Test
  void theSinglePodNetworkCountsIfThereIsNoList() {
    String node = "{apiVersion: v1, kind: Node, metadata: {name: n}, spec: {podCIDR: 10.1.0.0/16}}";
    assertEquals(
        List.of(Cidr.parse("10.1.0.0/16")), read(node).manifests().nodes().get(0).podCidrs());
    assertEquals(
        List.of(
            "web.yaml:1:67: Node n: spec.podCIDR: found \"10.1.0.0\", expected a network such as"
                + " 192.0.2.0/24 or 2001:db8::/64 (document 1)"),
        problems(node.replace("/16", "")));
  }

  @Test
  void endpointsAreReadFromTheEndpointsOfASlice() {
    List<SliceEndpoint> endpoints = read(ENDPOINTS).manifests().slices().get(0).endpoints();
    assertEquals(
        List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.2")),
        endpoints.stream().map(SliceEndpoint::address).toList());
  }
}
