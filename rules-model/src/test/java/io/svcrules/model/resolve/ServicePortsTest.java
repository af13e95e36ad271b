// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.resolve;

import static io.svcrules.model.resolve.ResolveFixture.HTTP;
import static io.svcrules.model.resolve.ResolveFixture.ip;
import static io.svcrules.model.resolve.ResolveFixture.ips;
import static io.svcrules.model.resolve.ResolveFixture.only;
import static io.svcrules.model.resolve.ResolveFixture.table;
import static io.svcrules.model.resolve.ResolveFixture.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the fields of a Service, whatever its endpoints. */
final class ServicePortsTest {
  private static final List<LoadBalancerIngress> VIP =
      List.of(new LoadBalancerIngress(ip("203.0.113.1"), false));

  static Stream<SkippedService> skipped() {
    return Stream.of(SkipReason.values())
        .map(reason -> new SkippedService(web().build().name(), reason));
  }

  private static ServiceBuilder skippedFor(SkipReason reason) {
    return switch (reason) {
      case HEADLESS -> Service.builder("default", "web").headless();
      case EXTERNAL_NAME -> web().type(ServiceType.EXTERNAL_NAME);
      case NO_CLUSTER_IP -> Service.builder("default", "web");
      case OTHER_FAMILY -> web().clusterIps(ips("fd00::1"));
      case OTHER_PROXY -> web().labels(Map.of("service.kubernetes.io/service-proxy-name", "x"));
      case HEADLESS_LABEL -> web().labels(Map.of("service.kubernetes.io/headless", "x"));
    };
  }

  @ParameterizedTest
  @MethodSource
  void skipped(SkippedService expected) {
    ServiceTable table =
        table(IpFamily.IPV4, ResolveOptions.DEFAULT, skippedFor(expected.reason()).port(HTTP));
    assertEquals(List.of(), table.ports());
    assertEquals(List.of(expected), table.skipped());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"service.kubernetes.io/service-proxy-name", "service.kubernetes.io/headless"})
  void aLabelTakesAServiceAwayWhateverItsValue(String key) {
    for (String value : List.of("", "false", "kube-proxy")) {
      ServiceBuilder service = web().labels(Map.of(key, value)).port(HTTP);
      ServiceTable table = table(IpFamily.IPV4, ResolveOptions.DEFAULT, service);
      assertEquals(List.of(), table.ports(), value);
    }
  }

  @Test
  void eachFamilyHasTheClusterIpAtItsPosition() {
    ServiceBuilder service =
        web()
            .clusterIps(ips("fd00:10:96::1", "10.96.0.1"))
            .ipFamilies(List.of(IpFamily.IPV6, IpFamily.IPV4))
            .port(HTTP);
    ServiceTable v4 = table(IpFamily.IPV4, ResolveOptions.DEFAULT, service);
    ServiceTable v6 = table(IpFamily.IPV6, ResolveOptions.DEFAULT, service);
    assertEquals(ip("10.96.0.1"), v4.ports().get(0).clusterIp());
    assertEquals(ip("fd00:10:96::1"), v6.ports().get(0).clusterIp());
  }

  @Test
  void anAddressAtThePositionOfTheOtherFamilyIsNoClusterIp() {
    ServiceBuilder service =
        web().clusterIps(ips("fd00::1")).ipFamilies(List.of(IpFamily.IPV4)).port(HTTP);
    ServiceTable table = table(IpFamily.IPV4, ResolveOptions.DEFAULT, service);
    assertEquals(List.of(), table.ports());
    assertEquals(
        List.of(SkipReason.OTHER_FAMILY),
        table.skipped().stream().map(SkippedService::reason).toList());
  }

  @Test
  void eachPortIsAnEntryAndProtocolsTellEqualNamesApart() {
    ServiceBuilder service =
        web()
            .port(ServicePort.of("dns", Protocol.UDP, 53))
            .port(ServicePort.of("dns", Protocol.TCP, 53))
            .port(ServicePort.of("", Protocol.SCTP, 99));
    ServiceTable table = table(IpFamily.IPV4, ResolveOptions.DEFAULT, service);
    assertEquals(
        List.of(Protocol.SCTP, Protocol.TCP, Protocol.UDP),
        table.ports().stream().map(port -> port.name().protocol()).toList());
    assertEquals(
        List.of("default/web", "default/web:dns", "default/web:dns"),
        table.ports().stream().map(port -> port.name().toString()).toList());
  }

  @Test
  void ofTwoPortsWithOneNameAndProtocolTheLastCounts() {
    ResolvedServicePort port = only(web().port(HTTP).port(HTTP.withNodePort(30080)));
    assertEquals(new ServicePortName(web().build().name(), "http", Protocol.TCP), port.name());
    assertEquals(30080, port.nodePort());
  }

  @Test
  void addressesAndRangesAreThoseOfTheFamilyInTheirOrder() {
    ServiceBuilder service =
        web()
            .externalIps(ips("198.51.100.9", "2001:db8::1", "198.51.100.1"))
            .loadBalancerIngress(
                Stream.of("203.0.113.9", "2001:db8::2", "203.0.113.1")
                    .map(text -> new LoadBalancerIngress(ip(text), false))
                    .toList())
            .loadBalancerSourceRanges(
                Stream.of("192.0.2.0/24", "2001:db8::/32", "10.0.0.0/8").map(Cidr::parse).toList())
            .port(HTTP);
    ResolvedServicePort port = only(service);
    assertEquals(ips("198.51.100.9", "198.51.100.1"), port.externalIps());
    assertEquals(ips("203.0.113.9", "203.0.113.1"), port.loadBalancerIps());
    assertEquals(
        List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("10.0.0.0/8")), port.sourceRanges());
  }

  @Test
  void anIngressOfModeProxyIsNoAddressOfTheNode() {
    List<LoadBalancerIngress> ingress =
        List.of(
            new LoadBalancerIngress(ip("203.0.113.1"), true),
            new LoadBalancerIngress(ip("203.0.113.2"), false));
    assertEquals(
        ips("203.0.113.2"), only(web().loadBalancerIngress(ingress).port(HTTP)).loadBalancerIps());
  }

  @Test
  void theTypeSaysNothingOfTheAddresses() {
    ServiceBuilder service =
        web()
            .type(ServiceType.CLUSTER_IP)
            .externalIps(ips("198.51.100.1"))
            .loadBalancerIngress(VIP)
            .port(HTTP.withNodePort(30080));
    ResolvedServicePort port = only(service);
    assertEquals(ips("198.51.100.1"), port.externalIps());
    assertEquals(ips("203.0.113.1"), port.loadBalancerIps());
    assertEquals(30080, port.nodePort());
  }

  @Test
  void theSourceRangesOfTheAnnotationAreNotConsulted() {
    Map<String, String> annotation =
        Map.of("service.beta.kubernetes.io/load-balancer-source-ranges", "10.0.0.0/8");
    assertEquals(List.of(), only(web().annotations(annotation).port(HTTP)).sourceRanges());
  }

  @Test
  void externalIpsThatAreNotAllowedAreAsIfNotThere() {
    ServiceBuilder service =
        web()
            .externalIps(ips("198.51.100.1"))
            .externalTrafficPolicy(TrafficPolicy.LOCAL)
            .loadBalancerIngress(VIP)
            .port(HTTP);
    ResolvedServicePort port = only(ResolveOptions.DEFAULT.withAllowExternalIps(false), service);
    assertEquals(List.of(), port.externalIps());
    assertEquals(TrafficPolicy.CLUSTER, port.externalPolicy());
  }

  @ParameterizedTest
  @EnumSource(
      value = ServiceType.class,
      names = {"NODE_PORT", "LOAD_BALANCER"})
  void externalPolicyLocalHasAMeaningForTheseTypes(ServiceType type) {
    ServiceBuilder service = web().type(type).externalTrafficPolicy(TrafficPolicy.LOCAL).port(HTTP);
    assertEquals(TrafficPolicy.LOCAL, only(service).externalPolicy());
  }

  @Test
  void forTypeClusterIpExternalPolicyLocalHasAMeaningOnlyWithExternalIps() {
    ServiceBuilder bare = web().externalTrafficPolicy(TrafficPolicy.LOCAL).port(HTTP);
    assertEquals(TrafficPolicy.CLUSTER, only(bare.loadBalancerIngress(VIP)).externalPolicy());
    // Of whatever family.
    assertEquals(TrafficPolicy.LOCAL, only(bare.externalIps(ips("2001:db8::1"))).externalPolicy());
  }

  @Test
  void theHealthCheckPortIsOfTypeLoadBalancerWithExternalPolicyLocal() {
    assertEquals(32000, healthPort(ServiceType.LOAD_BALANCER, TrafficPolicy.LOCAL));
    assertEquals(0, healthPort(ServiceType.LOAD_BALANCER, TrafficPolicy.CLUSTER));
    assertEquals(0, healthPort(ServiceType.NODE_PORT, TrafficPolicy.LOCAL));
    assertEquals(0, healthPort(ServiceType.CLUSTER_IP, TrafficPolicy.LOCAL));
  }

  private static int healthPort(ServiceType type, TrafficPolicy policy) {
    return only(web()
            .type(type)
            .externalTrafficPolicy(policy)
            .healthCheckNodePort(32000)
            .port(HTTP))
        .healthCheckNodePort();
  }

  @Test
  void affinityIsInSeconds() {
    assertEquals(OptionalInt.empty(), only(web().port(HTTP)).affinitySeconds());
    ServiceBuilder sticky = web().clientIpAffinity(Duration.ofHours(3)).port(HTTP);
    assertEquals(OptionalInt.of(10800), only(sticky).affinitySeconds());
  }

  @Test
  void anyOfNodePortVipAndExternalIpMakesAServiceAccessible() {
    assertFalse(only(web().port(HTTP)).externallyAccessible());
    assertTrue(only(web().port(HTTP.withNodePort(30080))).externallyAccessible());
    assertTrue(only(web().loadBalancerIngress(VIP).port(HTTP)).externallyAccessible());
    assertTrue(only(web().externalIps(ips("198.51.100.1")).port(HTTP)).externallyAccessible());
    // That of the other family reaches nothing here.
    assertFalse(only(web().externalIps(ips("2001:db8::1")).port(HTTP)).externallyAccessible());
  }

  @ParameterizedTest
  @EnumSource(TrafficPolicy.class)
  void endpointsOfTheClusterServeIfInternalPolicySaysSoOrSomeoneComesFromOutside(
      TrafficPolicy internal) {
    ServicePort open = HTTP.withNodePort(30080);
    assertEquals(
        internal == TrafficPolicy.CLUSTER,
        only(web().internalTrafficPolicy(internal).port(HTTP)).usesClusterEndpoints());
    assertTrue(only(web().internalTrafficPolicy(internal).port(open)).usesClusterEndpoints());
  }

  @ParameterizedTest
  @EnumSource(TrafficPolicy.class)
  void endpointsOfTheNodeServeIfAPolicyThatSomeoneMeetsSaysSo(TrafficPolicy external) {
    ServiceBuilder closed =
        web().type(ServiceType.NODE_PORT).externalTrafficPolicy(external).port(HTTP);
    assertFalse(only(closed).usesLocalEndpoints());
    ServiceBuilder open =
        web()
            .type(ServiceType.NODE_PORT)
            .externalTrafficPolicy(external)
            .port(HTTP.withNodePort(30080));
    assertEquals(external == TrafficPolicy.LOCAL, only(open).usesLocalEndpoints());
    assertTrue(only(closed.internalTrafficPolicy(TrafficPolicy.LOCAL)).usesLocalEndpoints());
  }
}
