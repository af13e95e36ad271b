// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private static final IpAddress V4 = IpAddress.parse("10.96.0.1");
  private static final IpAddress V6 = IpAddress.parse("fd00::1");

  @Test
  void theClusterIpOfAFamilyStandsAtTheFamilysPosition() {
    Service service =
        Service.builder("default", "web")
            .clusterIps(List.of(V6, V4))
            .ipFamilies(List.of(IpFamily.IPV6, IpFamily.IPV4))
            .build();
    assertEquals(Optional.of(V4), service.clusterIp(IpFamily.IPV4));
    assertEquals(Optional.of(V6), service.clusterIp(IpFamily.IPV6));
  }

  @Test
  void withoutFamiliesTheClusterIpIsFoundByItsOwn() {
    Service service = Service.builder("default", "web").clusterIps(List.of(V4)).build();
    assertEquals(Optional.of(V4), service.clusterIp(IpFamily.IPV4));
    assertEquals(Optional.empty(), service.clusterIp(IpFamily.IPV6));
  }

  @Test
  void aFamilyWithoutAddressYetHasNone() {
    Service service =
        Service.builder("default", "web")
            .clusterIps(List.of(V4))
            .ipFamilies(List.of(IpFamily.IPV4, IpFamily.IPV6))
            .build();
    assertEquals(Optional.empty(), service.clusterIp(IpFamily.IPV6));
  }

  @Test
  void portsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ServicePort.of("", Protocol.TCP, 0));
    assertThrows(IllegalArgumentException.class, () -> ServicePort.of("", Protocol.TCP, 65536));
    assertThrows(
        IllegalArgumentException.class,
        () -> ServicePort.of("", Protocol.TCP, 80).withNodePort(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Service.builder("default", "web").healthCheckNodePort(65536).build());
    assertThrows(IllegalArgumentException.class, () -> new EndpointPort("", Protocol.TCP, 65536));
  }

  /** Every field is set, so that none can be forgotten. */
  private static Service full() {
    return Service.builder("shop", "web")
        .labels(Map.of("app", "web"))
        .annotations(Map.of("team", "shop"))
        .created(Instant.ofEpochSecond(1))
        .type(ServiceType.LOAD_BALANCER)
        .selector(Map.of("app", "web"))
        .headless()
        .clusterIps(List.of(V6, V4))
        .ipFamilies(List.of(IpFamily.IPV6, IpFamily.IPV4))
        .port(ServicePort.of("http", Protocol.TCP, 80))
        .externalIps(List.of(V4))
        .loadBalancerIngress(List.of(new LoadBalancerIngress(V4, true)))
        .loadBalancerSourceRanges(List.of(Cidr.of(V4)))
        .clientIpAffinity(Duration.ofSeconds(5))
        .internalTrafficPolicy(TrafficPolicy.LOCAL)
        .externalTrafficPolicy(TrafficPolicy.LOCAL)
        .healthCheckNodePort(32_000)
        .trafficDistribution("PreferClose")
        .publishNotReadyAddresses(true)
        .externalName("web.example.org")
        .build();
  }

  @Test
  void aBuilderOfAServiceKnowsAllOfItsFields() {
    assertEquals(full(), full().toBuilder().build());
    Service changed = full().toBuilder().ports(List.of()).labels(Map.of()).build();
    assertEquals(List.of(), changed.ports());
    assertEquals(full(), changed.toBuilder().ports(full().ports()).labels(full().labels()).build());
  }

  @Test
  void laterChangesToAListDoNotReachTheService() {
    List<IpAddress> addresses = new ArrayList<>(List.of(V4));
    Service service = Service.builder("default", "web").externalIps(addresses).build();
    addresses.clear();
    assertEquals(List.of(V4), service.externalIps());
    assertThrows(UnsupportedOperationException.class, () -> service.labels().put("a", "b"));
  }

  @Test
  void namesOfPortsAreOrderedByServiceThenPortThenProtocol() {
    NamespacedName web = new NamespacedName("default", "web");
    List<ServicePortName> ascending =
        List.of(
            new ServicePortName(new NamespacedName("a", "z"), "", Protocol.TCP),
            new ServicePortName(web, "", Protocol.TCP),
            new ServicePortName(web, "dns", Protocol.TCP),
            new ServicePortName(web, "dns", Protocol.UDP),
            new ServicePortName(web, "http", Protocol.TCP));
    List<ServicePortName> mixed = new ArrayList<>(ascending);
    java.util.Collections.reverse(mixed);
    assertEquals(ascending, mixed.stream().sorted().toList());
    assertEquals("default/web", ascending.get(1).toString());
    assertEquals("default/web:dns", ascending.get(3).toString());
  }

  @Test
  void aNodesNameLosesBlanksAndUpperCase() {
    assertEquals("node-1", Node.named(" Node-1\n").name());
    assertEquals(
        Optional.empty(), new Node("n", Map.of(Node.ZONE_LABEL, ""), List.of(), List.of()).zone());
    assertEquals(
        Optional.of(V4), Node.named("n").withAddresses(List.of(V6, V4)).address(IpFamily.IPV4));
  }

  @Test
  void aSliceBelongsToTheServiceItsLabelNames() {
    NamespacedName name = new NamespacedName("shop", "web-x");
    EndpointSlice slice =
        new EndpointSlice(
            name,
            Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web"),
            AddressType.IPV4,
            List.of(),
            List.of());
    assertEquals(Optional.of(new NamespacedName("shop", "web")), slice.service());
  }

  @Test
  void spellingsOfTheApiAreExact() {
    assertEquals(Optional.of(Protocol.SCTP), Protocol.ofKubernetes("SCTP"));
    assertEquals(Optional.empty(), Protocol.ofKubernetes("tcp"));
    assertEquals(Optional.of(ServiceType.NODE_PORT), ServiceType.ofKubernetes("NodePort"));
    assertEquals(Optional.empty(), ServiceType.ofKubernetes("nodePort"));
    assertEquals(Optional.of(TrafficPolicy.LOCAL), TrafficPolicy.ofKubernetes("Local"));
    assertEquals(Optional.of(AddressType.FQDN), AddressType.ofKubernetes("FQDN"));
    assertEquals(Optional.empty(), AddressType.FQDN.family());
  }
}
