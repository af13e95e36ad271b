// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import static io.svcrules.model.manifest.ManifestTexts.onlyService;
import static io.svcrules.model.manifest.ManifestTexts.problems;
import static io.svcrules.model.manifest.ManifestTexts.read;
import static io.svcrules.model.manifest.ManifestTexts.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.LoadBalancerIngress;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.TrafficPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceBinderTest {
  private static final String AT = "web.yaml:";
  private static final String IN = ": Service default/web: ";
  private static final String PORT = "ports: [{port: 80}]";

  private static void assertProblem(String text, String... expected) {
    assertEquals(List.of(expected), problems(text));
    assertEquals(List.of(), read(text).manifests().services());
  }

  private static String at(String place, String message) {
    return AT + place + IN + message + " (document 1)";
  }

  @Test
  void everyFieldIsRead() {
    Service service =
        onlyService(
            """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
              namespace: shop
              creationTimestamp: "2026-01-02T03:04:05Z"
              labels: {app: web}
              annotations: {service.kubernetes.io/topology-mode: Auto}
            spec:
              type: LoadBalancer
              clusterIP: 10.96.0.10
              clusterIPs: [10.96.0.10, "fd00::10"]
              ipFamilies: [IPv4, IPv6]
              selector: {app: web}
              ports:
              - {name: http, protocol: TCP, port: 80, nodePort: 30080, targetPort: 8080}
              - {name: dns, protocol: UDP, port: 53, targetPort: dns}
              externalIPs: [192.0.2.010]
              loadBalancerSourceRanges: [" 198.51.100.7/24 "]
              sessionAffinity: ClientIP
              sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
              internalTrafficPolicy: Local
              externalTrafficPolicy: Local
              healthCheckNodePort: 32000
              trafficDistribution: PreferClose
              publishNotReadyAddresses: true
            status:
              loadBalancer:
                ingress:
                - {ip: 203.0.113.1}
                - {ip: 203.0.113.2, ipMode: Proxy}
                - {hostname: lb.example.org}
            """);
    assertEquals(
        Service.builder("shop", "web")
            .created(Instant.parse("2026-01-02T03:04:05Z"))
            .labels(Map.of("app", "web"))
            .annotations(Map.of("service.kubernetes.io/topology-mode", "Auto"))
            .type(ServiceType.LOAD_BALANCER)
            .clusterIps(List.of(IpAddress.parse("10.96.0.10"), IpAddress.parse("fd00::10")))
            .ipFamilies(List.of(IpFamily.IPV4, IpFamily.IPV6))
            .selector(Map.of("app", "web"))
            .port(new ServicePort("http", Protocol.TCP, 80, 30080, "8080"))
            .port(new ServicePort("dns", Protocol.UDP, 53, 0, "dns"))
            .externalIps(List.of(IpAddress.parse("192.0.2.10")))
            .loadBalancerSourceRanges(List.of(Cidr.parse("198.51.100.0/24")))
            .clientIpAffinity(Duration.ofSeconds(60))
            .internalTrafficPolicy(TrafficPolicy.LOCAL)
            .externalTrafficPolicy(TrafficPolicy.LOCAL)
            .healthCheckNodePort(32000)
            .trafficDistribution("PreferClose")
            .publishNotReadyAddresses(true)
            .loadBalancerIngress(
                List.of(
                    new LoadBalancerIngress(IpAddress.parse("203.0.113.1"), false),
                    new LoadBalancerIngress(IpAddress.parse("203.0.113.2"), true)))
            .build(),
        service);
  }

  @Test
  void whatIsAbsentHasTheDefaultOfTheApiServer() {
    Service expected =
        Service.builder("default", "web")
            .clusterIps(List.of(IpAddress.parse("10.0.0.1")))
            .ipFamilies(List.of(IpFamily.IPV4))
            .port(ServicePort.of("", Protocol.TCP, 80))
            .build();
    assertEquals(expected, onlyService(service("clusterIP: 10.0.0.1", PORT)));
    assertEquals(
        expected,
        onlyService(
            service(
                "clusterIPs: [10.0.0.1]",
                "ports: [{port: 80, protocol: null, name: '', nodePort: ~, targetPort:}]",
                "type: null",
                "sessionAffinity: ''",
                "externalIPs: null",
                "selector:",
                "internalTrafficPolicy: ''",
                "trafficDistribution: ''")));
  }

  @Test
  void affinityWithoutTimeOutLastsThreeHours() {
    assertEquals(
        Optional.of(Duration.ofHours(3)),
        onlyService(service(PORT, "sessionAffinity: ClientIP")).clientIpAffinity());
  }

  @Test
  void noneIsHeadlessAndNeedsNoPorts() {
    Service service = onlyService(service("clusterIP: None", "clusterIPs: [None]"));
    assertTrue(service.headless());
    assertEquals(List.of(), service.clusterIps());
    assertEquals(List.of(), onlyService(service("clusterIP: ''", PORT)).clusterIps());
  }

  @Test
  void anExternalNameNeedsNoPorts() {
    Service service = onlyService(service("type: ExternalName", "externalName: a.example.org"));
    assertEquals("a.example.org", service.externalName());
  }

  @Test
  void portsAreRequired() {
    String expected = "spec.ports: missing, expected at least one port";
    assertProblem(service("clusterIP: 10.0.0.1"), at("5:3", expected));
    assertProblem(service("ports: []"), at("5:3", expected));
    assertProblem(service("ports: null"), at("5:3", expected));
    assertProblem(
        service("ports: 80"), at("5:10", "spec.ports: found 80, expected a list of mappings"));
    assertProblem(
        service("ports: [80]"), at("5:11", "spec.ports[0]: found 80, expected a mapping"));
  }

  @Test
  void aPortIsANumberInRange() {
    String expected = ", expected an integer from 1 to 65535";
    assertProblem(
        service("ports: [{name: a}]"), at("5:11", "spec.ports[0].port: missing" + expected));
    assertProblem(
        service("ports: [{port: http}]"),
        at("5:18", "spec.ports[0].port: found \"http\"" + expected));
    assertProblem(
        service("ports: [{port: '80'}]"),
        at("5:18", "spec.ports[0].port: found \"80\"" + expected + " without quotes"));
    for (String number :
        List.of("0", "65536", "-1", "99999999999999999999", "010", "0x50", "8.0")) {
      assertProblem(
          service("ports: [{port: " + number + "}]"),
          at("5:18", "spec.ports[0].port: found " + number + expected));
    }
    assertProblem(
        service("ports: [{port: true}]"), at("5:18", "spec.ports[0].port: found true" + expected));
    assertProblem(
        service("ports: [{port: [80]}]"),
        at("5:18", "spec.ports[0].port: found a list" + expected));
    assertProblem(
        service("ports: [{port: 80, nodePort: 65536}]"),
        at("5:32", "spec.ports[0].nodePort: found 65536, expected an integer from 0 to 65535"));
    assertProblem(
        service("ports: [{port: 80, targetPort: 65536}]"),
        at(
            "5:34",
            "spec.ports[0].targetPort: found 65536, expected an integer from 1 to 65535 or the name"
                + " of a container port"));
  }

  @Test
  void portsAreToldApart() {
    assertProblem(
        service("ports: [{port: 80}, {port: 81, name: b}]"),
        at(
            "5:11",
            "spec.ports[0].name: missing, expected a name, because the Service has several"
                + " ports"));
    assertProblem(
        service("ports: [{port: 80, name: a}, {port: 81, name: a}]"),
        at(
            "5:49",
            "spec.ports[1].name: found \"a\", expected another one: spec.ports[0].name has"
                + " it already"));
    assertProblem(
        service("ports: [{port: 80, name: a}, {port: 80, name: b}]"),
        at(
            "5:39",
            "spec.ports[1].port: found 80/TCP, expected another one: spec.ports[0].port has"
                + " it already"));
    assertProblem(
        service("ports: [{port: 80, nodePort: 99, name: a}, {port: 81, nodePort: 99, name: b}]"),
        at(
            "5:67",
            "spec.ports[1].nodePort: found 99/TCP, expected another one:"
                + " spec.ports[0].nodePort has it already"));
    assertEquals(
        2,
        onlyService(service("ports: [{port: 53, name: a}, {port: 53, name: b, protocol: UDP}]"))
            .ports()
            .size());
  }

  @Test
  void spellingsAreExactAndTheRightOneIsTold() {
    assertProblem(
        service(PORT, "type: clusterip"),
        at("6:9", "spec.type: found \"clusterip\", expected \"ClusterIP\""));
    assertProblem(
        service(PORT, "type: Foo"),
        at(
            "6:9",
            "spec.type: found \"Foo\", expected ClusterIP, NodePort, LoadBalancer or"
                + " ExternalName"));
    assertProblem(
        service("ports: [{port: 80, protocol: tcp}]"),
        at("5:32", "spec.ports[0].protocol: found \"tcp\", expected \"TCP\""));
    assertProblem(
        service("ports: [{port: 80, protocol: ICMP}]"),
        at("5:32", "spec.ports[0].protocol: found \"ICMP\", expected TCP, UDP or SCTP"));
    assertProblem(
        service(PORT, "sessionAffinity: clientIP"),
        at("6:20", "spec.sessionAffinity: found \"clientIP\", expected \"ClientIP\""));
    assertProblem(
        service(PORT, "internalTrafficPolicy: all"),
        at("6:26", "spec.internalTrafficPolicy: found \"all\", expected Cluster or Local"));
    assertProblem(
        service(PORT, "externalTrafficPolicy: LOCAL"),
        at("6:26", "spec.externalTrafficPolicy: found \"LOCAL\", expected \"Local\""));
    assertProblem(
        service(PORT, "ipFamilies: [ipv4]"),
        at("6:16", "spec.ipFamilies[0]: found \"ipv4\", expected \"IPv4\""));
  }

  @Test
  void namesFollowTheRulesOfDns() {
    String rule = ", expected at most 63 lower case letters, digits and '-', not '-' at an end";
    assertProblem(
        service("ports: [{port: 80, name: HTTP}]"),
        at("5:28", "spec.ports[0].name: found \"HTTP\"" + rule));
    assertEquals(
        List.of(
            "web.yaml:3:18: Service default/we\"b: metadata.name: found \"we\\\"b\""
                + rule
                + " (document 1)"),
        problems(service(PORT).replace("name: web", "name: 'we\"b'")));
    assertEquals(
        List.of(
            "web.yaml:3:34: Service -x/web: metadata.namespace: found \"-x\""
                + rule
                + " (document 1)"),
        problems(service(PORT).replace("name: web", "name: web, namespace: -x")));
  }

  @Test
  void aNameIsRequired() {
    assertEquals(
        List.of(
            "web.yaml:3:11: Service: metadata.name: missing, expected the name of the object"
                + " (document 1)"),
        problems(service(PORT).replace("name: web", "")));
    assertEquals(
        List.of("web.yaml:3:11: Service: metadata: found \"x\", expected a mapping (document 1)"),
        problems(service(PORT).replace("{name: web}", "x")));
  }

  @Test
  void affinityLastsAtMostADay() {
    assertProblem(
        service(
            PORT,
            "sessionAffinity: ClientIP",
            "sessionAffinityConfig:",
            "  clientIP: {timeoutSeconds: 86401}"),
        at(
            "8:32",
            "spec.sessionAffinityConfig.clientIP.timeoutSeconds: found 86401, expected an"
                + " integer from 1 to 86400"));
  }

  @Test
  void clusterIpsAreOfTheirFamilies() {
    assertProblem(
        service(PORT, "clusterIPs: [10.0.0.1, 'fd00::1']", "ipFamilies: [IPv6, IPv4]"),
        at(
            "6:16",
            "spec.clusterIPs[0]: found \"10.0.0.1\", expected an IPv6 address, as"
                + " spec.ipFamilies[0] says"),
        at(
            "6:26",
            "spec.clusterIPs[1]: found \"fd00::1\", expected an IPv4 address, as"
                + " spec.ipFamilies[1] says"));
    assertProblem(
        service(PORT, "clusterIPs: [10.0.0.1, 10.0.0.2]"),
        at(
            "6:26",
            "spec.clusterIPs[1]: found \"10.0.0.2\", expected at most one address of each"
                + " family"));
    assertProblem(
        service(PORT, "clusterIP: 10.0.0.300"),
        at("6:14", "spec.clusterIP: found \"10.0.0.300\", expected an IPv4 or IPv6 address"));
    assertProblem(
        service(PORT, "clusterIP: 10.0.0.1", "clusterIPs: [10.0.0.2]"),
        at(
            "6:14",
            "spec.clusterIP: found \"10.0.0.1\", expected \"10.0.0.2\", the first of"
                + " spec.clusterIPs"));
  }

  @Test
  void anExternalIpThatIsNoneIsDroppedWithAWarning() {
    String text = service(PORT, "externalIPs: [web.example.org, 192.0.2.1]");
    assertEquals(
        List.of(
            "web.yaml:6:17: warning: Service default/web: spec.externalIPs[0]: found"
                + " \"web.example.org\", expected an IPv4 or IPv6 address; it is ignored"
                + " (document 1)"),
        problems(text));
    assertEquals(
        List.of(IpAddress.parse("192.0.2.1")),
        read(text).manifests().services().get(0).externalIps());
  }

  @Test
  void aSourceRangeThatIsNoneRejectsTheService() {
    assertProblem(
        service(PORT, "loadBalancerSourceRanges: [192.0.2.1]"),
        at(
            "6:30",
            "spec.loadBalancerSourceRanges[0]: found \"192.0.2.1\", expected a network such"
                + " as 192.0.2.0/24 or 2001:db8::/64"));
  }

  @Test
  void loadBalancerAddressesAreCheckedByHand() {
    String before = service(PORT) + "status: {loadBalancer: {ingress: [";
    assertEquals(
        List.of(
            "web.yaml:6:40: warning: Service default/web: status.loadBalancer.ingress[0].ip: found"
                + " \"x\", expected an IPv4 or IPv6 address; it is ignored (document 1)"),
        problems(before + "{ip: x}]}}"));
    assertProblem(
        before + "{ip: 192.0.2.1, ipMode: vip}]}}",
        at("6:59", "status.loadBalancer.ingress[0].ipMode: found \"vip\", expected \"VIP\""));
  }

  @Test
  void labelsAreStrings() {
    assertEquals(
        List.of(
            "web.yaml:3:41: Service default/web: metadata.labels.version: found 2, expected a"
                + " string: quote it (document 1)",
            "web.yaml:3:51: Service default/web: metadata.labels[\"a.b/c\"]: found yes, expected a"
                + " string: quote it (document 1)"),
        problems(
            service(PORT).replace("{name: web}", "{name: web, labels: {version: 2, a.b/c: yes}}")));
  }

  @Test
  void timesAndFlagsAreSpelledAsTheApiDoes() {
    assertEquals(
        List.of(
            "web.yaml:3:42: Service default/web: metadata.creationTimestamp: found \"yesterday\","
                + " expected a time such as \"2026-01-31T12:00:00Z\" (RFC 3339) (document 1)"),
        problems(service(PORT).replace("name: web", "name: web, creationTimestamp: yesterday")));
    assertProblem(
        service(PORT, "publishNotReadyAddresses: 'true'"),
        at(
            "6:29",
            "spec.publishNotReadyAddresses: found \"true\", expected true or false without"
                + " quotes"));
    assertProblem(
        service(PORT, "publishNotReadyAddresses: 1"),
        at("6:29", "spec.publishNotReadyAddresses: found 1, expected true or false"));
  }

  @Test
  void aFieldStandsOnce() {
    assertProblem(
        service(PORT, "type: ClusterIP", "type: NodePort"),
        at("7:9", "spec.type: found the field twice, expected it once; it is on line 6 already"));
  }

  @Test
  void allProblemsAreToldInOrder() {
    assertEquals(
        List.of(5, 6, 7, 8),
        read(service("ports: [{port: x}]", "type: x", "externalIPs: [x]", "clusterIP: x"))
            .problems()
            .stream()
            .map(Problem::line)
            .toList());
  }
}
