// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IpvsCompilerTest {
  private static final String SLICE =
      """
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: %s-1, namespace: default, labels: {kubernetes.io/service-name: %s}}
      addressType: %s
      ports: [{name: '', protocol: %s, port: 8080}]
      endpoints:
      - {addresses: ['%s'], nodeName: node-2}
      ---
      """;

  private final IpvsConfigBuilder config =
      IpvsConfig.builder()
          .nodeAddresses(List.of(IpAddress.parse("192.168.0.2"), IpAddress.parse("fd00:192::2")));

  private static String service(String name, String metadata, String spec) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: default%s}
        spec: {%s}
        """
        .formatted(name, metadata, spec);
  }

  private static String elsewhere(String name) {
    return SLICE.formatted(name, name, "IPv4", "TCP", "10.244.2.1");
  }

  private CompiledIpvs compile(IpFamily family, String yaml) {
    Manifests manifests =
        ManifestReader.read(List.of(ManifestSource.ofText("test", yaml))).manifests();
    return IpvsCompiler.compile(
        ServiceResolver.resolve(manifests, family, Node.named("node-1"), ResolveOptions.DEFAULT),
        ServiceFacts.of(manifests),
        config.build());
  }

  private CompiledIpvs compile(String yaml) {
    return compile(IpFamily.IPV4, yaml);
  }

  private static String servers(CompiledIpvs compiled) {
    return IpvsadmText.write(compiled.state().servers().values());
  }

  private static List<String> entries(CompiledIpvs compiled, KubeSet set) {
    IpvsState state = compiled.state();
    return state.sets().get(set.name(state.family())).entries().stream()
        .map(IpSetEntry::text)
        .toList();
  }

  private static List<String> problems(CompiledIpvs compiled) {
    return compiled.problems().stream().map(IpvsProblem::toString).toList();
  }

  private static final String LOCAL =
      service(
              "a",
              "",
              "clusterIP: 10.96.0.1, type: NodePort, externalTrafficPolicy: Local,"
                  + " ports: [{port: 80, nodePort: 30080}]")
          + elsewhere("a");

  @Test
  void aLocalPolicyWithoutLocalEndpointsDrops() {
    CompiledIpvs compiled = compile(LOCAL);
    assertEquals(List.of("192.168.0.2,tcp:30080"), entries(compiled, KubeSet.NO_LOCAL_ENDPOINTS));
    assertEquals(List.of(), entries(compiled, KubeSet.NO_ENDPOINTS));
    assertEquals(
        "-A -t 10.96.0.1:80 -s rr\n-a -t 10.96.0.1:80 -r 10.244.2.1:8080 -m -w 1\n",
        servers(compiled));
  }

  @Test
  void withTheFallbackALocalPolicyUsesEndpointsElsewhere() {
    config.localFallback(true);
    CompiledIpvs compiled = compile(LOCAL);
    assertEquals(List.of(), entries(compiled, KubeSet.NO_LOCAL_ENDPOINTS));
    assertTrue(servers(compiled).contains("-a -t 192.168.0.2:30080 -r 10.244.2.1:8080 -m -w 1"));
  }

  @Test
  void theFallbackNeedsEndpointsThatTheServiceUses() {
    config.localFallback(true);
    String spec = "clusterIP: 10.96.0.1, internalTrafficPolicy: Local, ports: [{port: 80}]";
    CompiledIpvs compiled = compile(service("a", "", spec) + elsewhere("a"));
    assertEquals("-A -t 10.96.0.1:80 -s rr\n", servers(compiled));
  }

  @Test
  void aServiceWithoutEndpointsRejects() {
    CompiledIpvs compiled = compile(service("a", "", "clusterIP: 10.96.0.1, ports: [{port: 80}]"));
    assertEquals(List.of("10.96.0.1,tcp:80"), entries(compiled, KubeSet.NO_ENDPOINTS));
    assertEquals("-A -t 10.96.0.1:80 -s rr\n", servers(compiled));
  }

  @Test
  void sourceRangesOfEveryoneAreTwoHalves() {
    String text =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: a, namespace: default}
        spec:
          type: LoadBalancer
          clusterIPs: [10.96.0.1, 'fd00::1']
          clusterIP: 10.96.0.1
          ipFamilies: [IPv4, IPv6]
          ports: [{port: 80}]
          loadBalancerSourceRanges: [0.0.0.0/0, '::/0']
        status: {loadBalancer: {ingress: [{ip: 203.0.113.1}, {ip: '2001:db8::1'}]}}
        """;
    assertEquals(
        List.of("203.0.113.1,tcp:80,0.0.0.0/1", "203.0.113.1,tcp:80,128.0.0.0/1"),
        entries(compile(text), KubeSet.LOAD_BALANCER_SOURCE_CIDR));
    assertEquals(
        List.of("2001:db8::1,tcp:80,::/1", "2001:db8::1,tcp:80,8000::/1"),
        entries(compile(IpFamily.IPV6, text), KubeSet.LOAD_BALANCER_SOURCE_CIDR));
  }

  private static String rival(String name, String created, String clusterIp, String more) {
    String metadata = created.isEmpty() ? "" : ", creationTimestamp: '" + created + "'";
    return service(
        name,
        metadata,
        "clusterIP: " + clusterIp + ", externalIPs: [198.51.100.1], ports: [{port: 80}]" + more);
  }

  @Test
  void ofTwoRivalsTheOlderWins() {
    CompiledIpvs compiled =
        compile(
            rival("a", "2024-01-02T00:00:00Z", "10.96.0.1", ", externalTrafficPolicy: Local")
                + rival("b", "2024-01-01T00:00:00Z", "10.96.0.2", ""));
    assertEquals(
        List.of(
            "default/a does not get external IP -t 198.51.100.1:80: it is served for default/b"),
        problems(compiled));
    assertEquals(List.of("198.51.100.1,tcp:80"), entries(compiled, KubeSet.EXTERNAL_IP));
    assertEquals(List.of(), entries(compiled, KubeSet.EXTERNAL_IP_LOCAL));
  }

  @Test
  void ofTwoRivalsOfOneAgeTheFirstByNameWins() {
    CompiledIpvs compiled =
        compile(rival("b", "", "10.96.0.2", "") + rival("a", "", "10.96.0.1", ""));
    assertEquals(
        List.of(
            "default/b does not get external IP -t 198.51.100.1:80: it is served for default/a"),
        problems(compiled));
  }

  @Test
  void nobodyTakesAClusterIpOver() {
    CompiledIpvs compiled =
        compile(
            rival("a", "2024-01-01T00:00:00Z", "10.96.0.1", "")
                + service("z", "", "clusterIP: 198.51.100.1, ports: [{port: 80}]"));
    assertEquals(
        List.of(
            "default/a does not get external IP -t 198.51.100.1:80: it is served for default/z"),
        problems(compiled));
  }

  private String scheduler(String annotations) {
    CompiledIpvs compiled =
        compile(
            service(
                "a",
                ", annotations: {" + annotations + "}",
                "clusterIP: 10.96.0.1, ports: [{port: 80}]"));
    return servers(compiled).replace("-A -t 10.96.0.1:80 -s ", "").strip()
        + String.join("", problems(compiled));
  }

  @Test
  void annotationsChooseTheScheduler() {
    assertEquals("rr", scheduler(""));
    assertEquals("lc", scheduler("svcrules.io/ipvs-scheduler: lc"));
    assertEquals("wlc", scheduler("kube-router.io/service.scheduler: wlc"));
    assertEquals(
        "lc", scheduler("svcrules.io/ipvs-scheduler: lc, kube-router.io/service.scheduler: wlc"));
    assertEquals("mh -b mh-port", scheduler("svcrules.io/ipvs-scheduler: mh"));
    assertEquals("sh", scheduler("svcrules.io/ipvs-scheduler: sh"));
    assertEquals(
        "sh -b sh-fallback,sh-port",
        scheduler("svcrules.io/ipvs-scheduler: 'sh, sh-port, sh-fallback'"));
  }

  @Test
  void anUnknownSchedulerIsReportedAndTheDefaultUsed() {
    config.scheduler("wrr");
    assertEquals(
        "wrrdefault/a asks for \"fast\" by svcrules.io/ipvs-scheduler:"
            + " no scheduler of that name, wrr is used",
        scheduler("svcrules.io/ipvs-scheduler: fast"));
    assertTrue(scheduler("svcrules.io/ipvs-scheduler: 'sh,mh-port'").startsWith("wrrdefault/a"));
  }

  @Test
  void annotationsChooseHowLongToDrain() {
    String spec = "clusterIP: 10.96.0.1, ports: [{port: 80}]";
    VirtualServerKey key =
        new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.96.0.1"), 80);
    String text = ", annotations: {svcrules.io/drain-seconds: '%s'}";
    assertEquals(Map.of(key, 60), compile(service("a", text.formatted("60"), spec)).drainSeconds());
    CompiledIpvs wrong = compile(service("a", text.formatted("-1"), spec));
    assertEquals(Map.of(), wrong.drainSeconds());
    assertEquals(
        List.of("default/a asks for \"-1\" by svcrules.io/drain-seconds: not a number of seconds"),
        problems(wrong));
  }

  @Test
  void excludedAddressesAreLeftToOthers() {
    config.excludeCidrs(List.of(Cidr.parse("198.51.100.0/24")));
    CompiledIpvs compiled = compile(rival("a", "", "10.96.0.1", ""));
    assertEquals(
        "inet 10.96.0.1/32 scope global\n", AddressText.write(compiled.state().addresses()));
    assertFalse(servers(compiled).contains("198.51.100.1"));
    assertEquals(
        List.of(
            "default/a is not served at external IP 198.51.100.1:"
                + " excluded by --ipvs-exclude-cidrs"),
        problems(compiled));
  }

  @Test
  void anAddressOfTheNodeIsNotBoundAgain() {
    config.nodeAddresses(List.of(IpAddress.parse("192.168.0.2"), IpAddress.parse("198.51.100.1")));
    CompiledIpvs compiled = compile(rival("a", "", "10.96.0.1", ""));
    assertEquals(
        "inet 10.96.0.1/32 scope global\n", AddressText.write(compiled.state().addresses()));
    assertEquals(List.of("10.96.0.1"), entries(compiled, KubeSet.IPVS_IPS));
    assertTrue(servers(compiled).contains("-A -t 198.51.100.1:80"));
  }

  @Test
  void nodePortsOfSctpStandWithEachNodeAddress() {
    config.nodeAddresses(
        List.of(
            IpAddress.parse("192.168.0.2"),
            IpAddress.parse("127.0.0.1"),
            IpAddress.parse("192.168.1.2")));
    CompiledIpvs compiled =
        compile(
            service(
                "a",
                "",
                "clusterIP: 10.96.0.1, type: NodePort, externalTrafficPolicy: Local,"
                    + " ports: [{port: 80, nodePort: 30080, protocol: SCTP}]"));
    List<String> both = List.of("192.168.0.2,sctp:30080", "192.168.1.2,sctp:30080");
    assertEquals(both, entries(compiled, KubeSet.NODE_PORT_SCTP));
    assertEquals(both, entries(compiled, KubeSet.NODE_PORT_LOCAL_SCTP));
  }

  @Test
  void linkLocalAddressesServeNoNodePorts() {
    config.nodeAddresses(List.of(IpAddress.parse("fd00:192::2"), IpAddress.parse("fe80::1")));
    CompiledIpvs compiled =
        compile(
            IpFamily.IPV6,
            service(
                "a",
                "",
                "clusterIP: 'fd00::1', ipFamilies: [IPv6], type: NodePort,"
                    + " ports: [{port: 80, nodePort: 30080}]"));
    assertEquals("-A -t [fd00::1]:80 -s rr\n-A -t [fd00:192::2]:30080 -s rr\n", servers(compiled));
  }

  @Test
  void settingsOfTheKernelAreThoseThatAreNeeded() {
    assertEquals(
        Map.of(
            "net.ipv4.ip_forward", "1",
            "net.ipv4.vs.conntrack", "1",
            "net.ipv4.vs.expire_nodest_conn", "1",
            "net.ipv4.vs.expire_quiescent_template", "1"),
        compile("").state().sysctls());
    config.strictArp(true).connReuseMode(true);
    Map<String, String> more = compile("").state().sysctls();
    assertEquals("1", more.get("net.ipv4.conf.all.arp_ignore"));
    assertEquals("2", more.get("net.ipv4.conf.all.arp_announce"));
    assertEquals("0", more.get("net.ipv4.vs.conn_reuse_mode"));
  }

  @Test
  void forwardingOfIpv6IsSwitchedOnForAService() {
    String spec = "clusterIP: 'fd00::1', ipFamilies: [IPv6], ports: [{port: 80}]";
    String name = "net.ipv6.conf.all.forwarding";
    assertEquals("1", compile(IpFamily.IPV6, service("a", "", spec)).state().sysctls().get(name));
    assertFalse(compile(IpFamily.IPV6, "").state().sysctls().containsKey(name));
  }
}
