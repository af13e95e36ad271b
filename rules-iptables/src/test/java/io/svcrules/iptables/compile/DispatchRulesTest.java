// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static io.svcrules.iptables.compile.CompileFixture.HASH;
import static io.svcrules.iptables.compile.CompileFixture.HERE;
import static io.svcrules.iptables.compile.CompileFixture.HTTP;
import static io.svcrules.iptables.compile.CompileFixture.PODS;
import static io.svcrules.iptables.compile.CompileFixture.THERE;
import static io.svcrules.iptables.compile.CompileFixture.compile;
import static io.svcrules.iptables.compile.CompileFixture.endpoint;
import static io.svcrules.iptables.compile.CompileFixture.filter;
import static io.svcrules.iptables.compile.CompileFixture.hasChain;
import static io.svcrules.iptables.compile.CompileFixture.ips;
import static io.svcrules.iptables.compile.CompileFixture.nat;
import static io.svcrules.iptables.compile.CompileFixture.ranges;
import static io.svcrules.iptables.compile.CompileFixture.services;
import static io.svcrules.iptables.compile.CompileFixture.vips;
import static io.svcrules.iptables.compile.CompileFixture.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules at the addresses of a service. */
final class DispatchRulesTest {
  private static final String REJECT = "-j REJECT --reject-with icmp-port-unreachable";

  private static String at(String ip, String remark) {
    return "-d "
        + ip
        + "/32 -p tcp -m comment --comment \"default/web:http "
        + remark
        + "\" -m tcp --dport 80 ";
  }

  private static ServiceBuilder everywhere(TrafficPolicy external) {
    return web()
        .type(ServiceType.LOAD_BALANCER)
        .externalTrafficPolicy(external)
        .externalIps(ips("198.51.100.2", "198.51.100.1"))
        .loadBalancerIngress(vips("203.0.113.2", "203.0.113.1"))
        .port(HTTP.withNodePort(30080));
  }

  @Test
  void theClusterIpLeadsToTheChainOfItsPolicy() {
    ServiceBuilder service = web().port(HTTP);
    assertEquals(
        List.of(at("10.96.0.1", "cluster IP") + "-j KUBE-SVC-" + HASH),
        services(compile(service, HERE)));
    service.internalTrafficPolicy(TrafficPolicy.LOCAL);
    assertEquals(
        List.of(at("10.96.0.1", "cluster IP") + "-j KUBE-SVL-" + HASH),
        services(compile(service, HERE)));
  }

  @Test
  void aClusterIpWithoutEndpointsRejects() {
    Ruleset ruleset = compile(web().port(HTTP));
    assertEquals(List.of(), services(ruleset));
    assertEquals(
        List.of(at("10.96.0.1", "has no endpoints") + REJECT), filter(ruleset, "KUBE-SERVICES"));
  }

  @Test
  void ipv6HasItsOwnRefusalAndPrefixes() {
    Ruleset ruleset = compile(IpFamily.IPV6, PODS, web().port(HTTP).build());
    assertEquals(
        List.of(
            "-d fd00:10:96::1/128 -p tcp -m comment --comment \"default/web:http has no endpoints\""
                + " -m tcp --dport 80 -j REJECT --reject-with icmp6-port-unreachable"),
        filter(ruleset, "KUBE-SERVICES"));
  }

  @Test
  void aClusterIpWithoutEndpointsOfThisNodeDrops() {
    ServiceBuilder service = web().internalTrafficPolicy(TrafficPolicy.LOCAL).port(HTTP);
    Ruleset ruleset = compile(service, THERE);
    assertEquals(List.of(), services(ruleset));
    assertEquals(
        List.of(at("10.96.0.1", "has no local endpoints") + "-j DROP"),
        filter(ruleset, "KUBE-SERVICES"));
  }

  @Test
  void externalAddressesLeadToTheExternalChainInTheirOrder() {
    Ruleset ruleset = compile(everywhere(TrafficPolicy.CLUSTER), HERE);
    String external = "-j KUBE-EXT-" + HASH;
    assertEquals(
        List.of(
            at("10.96.0.1", "cluster IP") + "-j KUBE-SVC-" + HASH,
            at("198.51.100.2", "external IP") + external,
            at("198.51.100.1", "external IP") + external,
            at("203.0.113.2", "loadbalancer IP") + external,
            at("203.0.113.1", "loadbalancer IP") + external),
        services(ruleset));
    assertEquals(
        List.of(
            "-p tcp -m comment --comment \"default/web:http\" -m tcp --dport 30080 " + external),
        nat(ruleset, "KUBE-NODEPORTS"));
    for (String chain : List.of("KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL")) {
      assertEquals(List.of(), filter(ruleset, chain));
    }
  }

  @Test
  void withoutEndpointsEveryAddressRejectsAndNoChainExists() {
    Ruleset ruleset = compile(everywhere(TrafficPolicy.CLUSTER));
    assertEquals(blocked("has no endpoints", REJECT), filter(ruleset, "KUBE-EXTERNAL-SERVICES"));
    assertEquals(List.of(), services(ruleset));
    assertEquals(List.of(), nat(ruleset, "KUBE-NODEPORTS"));
    assertFalse(hasChain(ruleset, "KUBE-EXT-" + HASH));
  }

  @Test
  void withoutEndpointsOfThisNodeExternalAddressesBothLeadOnAndDrop() {
    Ruleset ruleset = compile(everywhere(TrafficPolicy.LOCAL), THERE);
    assertEquals(
        blocked("has no local endpoints", "-j DROP"), filter(ruleset, "KUBE-EXTERNAL-SERVICES"));
    // The node itself and its pods are served all the same.
    assertEquals(5, services(ruleset).size());
    assertEquals(1, nat(ruleset, "KUBE-NODEPORTS").size());
    assertTrue(hasChain(ruleset, "KUBE-EXT-" + HASH));
    assertEquals(List.of(), filter(ruleset, "KUBE-SERVICES"));
  }

  private static List<String> blocked(String remark, String verdict) {
    return List.of(
        at("198.51.100.2", remark) + verdict,
        at("198.51.100.1", remark) + verdict,
        at("203.0.113.2", remark) + verdict,
        at("203.0.113.1", remark) + verdict,
        "-p tcp -m comment --comment \"default/web:http "
            + remark
            + "\" -m addrtype --dst-type LOCAL -m tcp --dport 30080 "
            + verdict);
  }

  @Test
  void withSourceRangesLoadBalancerIpsAloneLeadToTheFirewall() {
    ServiceBuilder service =
        everywhere(TrafficPolicy.CLUSTER).loadBalancerSourceRanges(ranges("192.0.2.0/24"));
    Ruleset ruleset = compile(service, HERE);
    String firewall = "-j KUBE-FW-" + HASH;
    assertEquals(
        List.of(
            at("203.0.113.2", "loadbalancer IP") + firewall,
            at("203.0.113.1", "loadbalancer IP") + firewall),
        services(ruleset).subList(3, 5));
    String remark = "traffic not accepted by KUBE-FW-" + HASH;
    assertEquals(
        List.of(at("203.0.113.2", remark) + "-j DROP", at("203.0.113.1", remark) + "-j DROP"),
        filter(ruleset, "KUBE-PROXY-FIREWALL"));
    assertTrue(nat(ruleset, "KUBE-NODEPORTS").get(0).endsWith("-j KUBE-EXT-" + HASH));
  }

  @Test
  void sourceRangesWithoutEndpointsGuardNothing() {
    ServiceBuilder service =
        everywhere(TrafficPolicy.CLUSTER).loadBalancerSourceRanges(ranges("192.0.2.0/24"));
    assertEquals(List.of(), filter(compile(service), "KUBE-PROXY-FIREWALL"));
  }

  @Test
  void sourceRangesOfTheOtherFamilyGuardNothing() {
    ServiceBuilder service =
        everywhere(TrafficPolicy.CLUSTER).loadBalancerSourceRanges(ranges("2001:db8::/32"));
    Ruleset ruleset = compile(service, HERE);
    assertEquals(List.of(), filter(ruleset, "KUBE-PROXY-FIREWALL"));
    assertFalse(hasChain(ruleset, "KUBE-FW-" + HASH));
  }

  @Test
  void theHealthCheckPortIsOpenWhateverTheProtocolWithOrWithoutEndpoints() {
    ServiceBuilder service =
        web()
            .type(ServiceType.LOAD_BALANCER)
            .externalTrafficPolicy(TrafficPolicy.LOCAL)
            .healthCheckNodePort(32000)
            .port(ServicePort.of("http", Protocol.UDP, 80));
    List<String> open =
        List.of(
            "-p tcp -m comment --comment \"default/web:http health check node port\""
                + " -m tcp --dport 32000 -j ACCEPT");
    assertEquals(open, filter(compile(service), "KUBE-NODEPORTS"));
    assertEquals(open, filter(compile(service, HERE), "KUBE-NODEPORTS"));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theProtocolStandsInLowerCase(Protocol protocol) {
    String p = protocol.lowerCase();
    Ruleset ruleset = compile(web().port(new ServicePort("", protocol, 80, 30080, "")), HERE);
    String start = "-d 10.96.0.1/32 -p " + p;
    assertTrue(
        services(ruleset)
            .get(0)
            .startsWith(
                start
                    + " -m comment --comment \"default/web cluster IP\" -m "
                    + p
                    + " --dport 80 -j KUBE-SVC-"));
    assertTrue(
        nat(ruleset, "KUBE-NODEPORTS")
            .get(0)
            .startsWith("-p " + p + " -m comment --comment \"default/web\" -m " + p + " --dport "));
  }

  @Test
  void ipv6AddressesLeadToChainsOfTheSameName() {
    Ruleset ruleset =
        compile(IpFamily.IPV6, PODS, web().port(HTTP).build(), endpoint("fd00::5", "node-1"));
    assertEquals(
        List.of(
            "-d fd00:10:96::1/128 -p tcp -m comment --comment \"default/web:http cluster IP\""
                + " -m tcp --dport 80 -j KUBE-SVC-"
                + HASH),
        services(ruleset));
  }
}
