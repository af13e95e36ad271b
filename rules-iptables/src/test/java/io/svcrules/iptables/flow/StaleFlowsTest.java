// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.AddressType;
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
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaleFlowsTest {
  private static final Ruleset NOTHING = new Ruleset(IpFamily.IPV4, Map.of());
  private static final Set<IpAddress> NODE = Set.of(IpAddress.parse("172.20.0.1"));
  private static final String CLUSTER_IP = "10.96.0.10";
  private static final SliceEndpoint A = endpoint("10.244.1.1", EndpointConditions.READY);
  private static final SliceEndpoint B = endpoint("10.244.1.2", EndpointConditions.READY);

  private static SliceEndpoint endpoint(String address, EndpointConditions conditions) {
    return SliceEndpoint.of(IpAddress.parse(address), conditions, "node-2");
  }

  /** A DNS service with every kind of address. */
  private static Manifests dns(TrafficPolicy policy, SliceEndpoint... endpoints) {
    Service service =
        Service.builder("kube-system", "dns")
            .type(ServiceType.LOAD_BALANCER)
            .externalTrafficPolicy(policy)
            .clusterIps(List.of(IpAddress.parse(CLUSTER_IP)))
            .externalIps(List.of(IpAddress.parse("198.18.0.1")))
            .loadBalancerIngress(
                List.of(new LoadBalancerIngress(IpAddress.parse("198.19.0.1"), false)))
            .port(ServicePort.of("udp", Protocol.UDP, 53).withNodePort(30053))
            .port(ServicePort.of("tcp", Protocol.TCP, 53).withNodePort(30053))
            .build();
    EndpointSlice slice =
        new EndpointSlice(
            new NamespacedName("kube-system", "dns-x"),
            Map.of(EndpointSlice.SERVICE_NAME_LABEL, "dns"),
            AddressType.IPV4,
            List.of(
                new EndpointPort("udp", Protocol.UDP, 5353),
                new EndpointPort("tcp", Protocol.TCP, 5353)),
            List.of(endpoints));
    return new Manifests(List.of(service), List.of(slice), List.of());
  }

  private static Manifests dns(SliceEndpoint... endpoints) {
    return dns(TrafficPolicy.CLUSTER, endpoints);
  }

  private static final Manifests NO_SERVICE = new Manifests(List.of(), List.of(), List.of());

  private static ServiceTable table(Manifests objects) {
    return ServiceResolver.resolve(
        objects, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT);
  }

  private static CompiledRuleset compiled(Manifests objects) {
    return IptablesCompiler.compile(table(objects), IptablesConfig.DEFAULT);
  }

  private static StaleFlows stale(Manifests before, Manifests after) {
    return StaleFlows.of(compiled(before).ruleset(), table(after), compiled(after), Set.of());
  }

  private static Flow flow(Protocol protocol, String destination, int port, String answering) {
    int colon = answering.indexOf(':');
    return new Flow(
        protocol,
        new TransportAddress(IpAddress.parse("10.244.7.7"), 40000),
        new TransportAddress(IpAddress.parse(destination), port),
        new TransportAddress(
            IpAddress.parse(answering.substring(0, colon)),
            Integer.parseInt(answering.substring(colon + 1))),
        1);
  }

  private static Flow udp(String destination, int port, String answering) {
    return flow(Protocol.UDP, destination, port, answering);
  }

  private static boolean isStale(StaleFlows stale, Flow flow) {
    return stale.contains(flow, NODE);
  }

  /** The flows to all addresses of the service that one answers. */
  private static Stream<Flow> toEveryAddress(Protocol protocol, String answering) {
    return Stream.of(
        flow(protocol, CLUSTER_IP, 53, answering),
        flow(protocol, "198.18.0.1", 53, answering),
        flow(protocol, "198.19.0.1", 53, answering),
        flow(protocol, "172.20.0.1", 30053, answering),
        flow(protocol, "127.0.0.1", 30053, answering));
  }

  @Test
  void flowsToAnEndpointThatIsGoneAreStaleAndOthersAreNot() {
    StaleFlows stale = stale(dns(A, B), dns(B));
    assertTrue(
        toEveryAddress(Protocol.UDP, "10.244.1.1:5353").allMatch(flow -> isStale(stale, flow)));
    assertTrue(
        toEveryAddress(Protocol.UDP, "10.244.1.2:5353").noneMatch(flow -> isStale(stale, flow)));
  }

  @Test
  void anEndpointThatWasGoneBeforeLeavesStaleFlows() {
    // As after a run that was killed, or one that was told to leave flows alone.
    assertTrue(isStale(stale(dns(B), dns(B)), udp(CLUSTER_IP, 53, "10.244.1.1:5353")));
  }

  @Test
  void anEndpointThatServesAtAnotherPortDoesNotAnswerAtThis() {
    assertTrue(isStale(stale(dns(A), dns(A)), udp(CLUSTER_IP, 53, "10.244.1.1:53")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"TCP", "SCTP"})
  void connectionsAreNeverTouched(Protocol protocol) {
    StaleFlows stale = stale(dns(A, B), NO_SERVICE);
    assertTrue(toEveryAddress(protocol, "10.244.1.1:5353").noneMatch(f -> isStale(stale, f)));
    assertTrue(toEveryAddress(protocol, "10.9.9.9:1").noneMatch(f -> isStale(stale, f)));
  }

  @Test
  void flowsThatCameBeforeTheFirstEndpointAreStale() {
    StaleFlows stale = stale(NO_SERVICE, dns(A));
    assertTrue(isStale(stale, udp(CLUSTER_IP, 53, CLUSTER_IP + ":53")));
    assertTrue(isStale(stale, udp("172.20.0.1", 30053, "172.20.0.1:30053")));
  }

  @Test
  void aServiceThatLostAllEndpointsHasNoFlows() {
    StaleFlows stale = stale(dns(A), dns());
    assertTrue(
        toEveryAddress(Protocol.UDP, "10.244.1.1:5353").allMatch(flow -> isStale(stale, flow)));
  }

  @Test
  void everyAddressOfADeletedServiceIsCleared() {
    StaleFlows stale = stale(dns(A), NO_SERVICE);
    assertTrue(
        toEveryAddress(Protocol.UDP, "10.244.1.1:5353").allMatch(flow -> isStale(stale, flow)));
    assertTrue(isStale(stale, udp(CLUSTER_IP, 53, "10.244.9.9:5353")));
  }

  @Test
  void whoAnswersByHimselfWhereAServiceWasGoesOn() {
    StaleFlows stale = stale(dns(A), NO_SERVICE);
    assertFalse(isStale(stale, udp("172.20.0.1", 30053, "172.20.0.1:30053")));
  }

  @Test
  void anEndpointThatOnlyTerminatesKeepsItsFlows() {
    SliceEndpoint leaving = endpoint("10.244.1.1", EndpointConditions.SERVING_TERMINATING);
    StaleFlows stale = stale(dns(A, B), dns(leaving, B));
    assertFalse(isStale(stale, udp(CLUSTER_IP, 53, "10.244.1.1:5353")));
    SliceEndpoint broken = endpoint("10.244.1.1", EndpointConditions.NOT_READY);
    assertTrue(isStale(stale(dns(A, B), dns(broken, B)), udp(CLUSTER_IP, 53, "10.244.1.1:5353")));
  }

  @Test
  void anotherPolicyEndsNoFlow() {
    StaleFlows stale = stale(dns(A), dns(TrafficPolicy.LOCAL, A));
    assertFalse(isStale(stale, udp("198.19.0.1", 53, "10.244.1.1:5353")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.20.0.2", "10.96.0.11"})
  void whatOnlyPassesThroughTheNodeIsLeftAlone(String destination) {
    StaleFlows stale = stale(dns(A), dns(B));
    assertFalse(isStale(stale, udp(destination, 30053, destination + ":30053")));
    assertFalse(isStale(stale, udp(destination, 53, destination + ":53")));
    assertFalse(isStale(stale, udp(CLUSTER_IP, 54, CLUSTER_IP + ":54")));
  }

  @Test
  void aServicePortThatWasLeftOutHasNoFlows() {
    Manifests objects = dns(A);
    StaleFlows stale =
        StaleFlows.of(
            compiled(objects).ruleset(),
            table(objects),
            compiled(objects),
            Set.of(table(objects).ports().get(1).name()));
    assertEquals(Protocol.UDP, table(objects).ports().get(1).name().protocol());
    assertTrue(isStale(stale, udp(CLUSTER_IP, 53, "10.244.1.1:5353")));
  }

  @Test
  void withoutUdpServicesThereIsNothingToLookFor() {
    assertTrue(stale(NO_SERVICE, NO_SERVICE).isEmpty());
    assertFalse(stale(dns(), NO_SERVICE).isEmpty() && stale(NO_SERVICE, dns()).isEmpty());
    assertTrue(StaleFlows.of(NOTHING, table(NO_SERVICE), compiled(NO_SERVICE), Set.of()).isEmpty());
  }

  @Test
  void filtersAreCommandsOfConntrack() {
    assertEquals(
        "conntrack -D -f ipv4 -p udp --orig-dst 10.96.0.10 --orig-port-dst 53"
            + " --reply-src 10.244.1.1 --reply-port-src 5353",
        FlowFilter.like(udp(CLUSTER_IP, 53, "10.244.1.1:5353")).toString());
    FlowFilter all =
        new FlowFilter(
            Protocol.UDP, new TransportAddress(IpAddress.parse("fd00::1"), 53), Optional.empty());
    assertEquals(
        "conntrack -D -f ipv6 -p udp --orig-dst fd00::1 --orig-port-dst 53", all.toString());
  }
}
