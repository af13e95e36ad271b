// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static io.svcrules.iptables.compile.CompileFixture.HTTP;
import static io.svcrules.iptables.compile.CompileFixture.PODS;
import static io.svcrules.iptables.compile.CompileFixture.compile;
import static io.svcrules.iptables.compile.CompileFixture.endpoints;
import static io.svcrules.iptables.compile.CompileFixture.ranges;
import static io.svcrules.iptables.compile.CompileFixture.vips;
import static io.svcrules.iptables.compile.CompileFixture.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.CommentMatch;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.model.EndpointConditions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServiceBuilder;
import io.svcrules.model.ServicePort;
import io.svcrules.model.ServiceType;
import io.svcrules.model.SliceEndpoint;
import io.svcrules.model.TrafficPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules carry comments, and how long those are. */
final class CommentsTest {
  /** linux/netfilter/xt_comment.h XT_MAX_COMMENT_LEN, without the terminating zero. */
  private static final int LONGEST = 255;

  private static ServiceBuilder everything() {
    return web()
        .type(ServiceType.LOAD_BALANCER)
        .externalTrafficPolicy(TrafficPolicy.LOCAL)
        .loadBalancerIngress(vips("203.0.113.1"))
        .loadBalancerSourceRanges(ranges("192.0.2.0/24"))
        .clientIpAffinity(Duration.ofSeconds(60))
        .healthCheckNodePort(32000)
        .port(HTTP.withNodePort(30080));
  }

  /** Prefixes of the chains in table nat that have a comment of the service and its endpoints. */
  private static Set<String> commented(Ruleset ruleset, String text) {
    Set<String> prefixes = new TreeSet<>();
    for (Chain chain : ruleset.table(Table.NAT).chains().values()) {
      if (chain.rules().stream().anyMatch(rule -> comment(rule).contains(text))) {
        prefixes.add(chain.name().replaceAll("-[A-Z2-7]{16}$", ""));
      }
    }
    return prefixes;
  }

  private static String comment(Rule rule) {
    return rule.matches().stream()
        .filter(CommentMatch.class::isInstance)
        .map(match -> ((CommentMatch) match).text())
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, 1000, true, true",
    "AUTO, 1001, true, false",
    "ALWAYS, 1001, true, true",
    "NEVER, 1, false, false"
  })
  void commentsBetweenServiceAndEndpointsGoFirst(
      CommentMode mode, int count, boolean atAddresses, boolean atEndpoints) {
    Ruleset ruleset = compile(PODS.withComments(mode), everything(), endpoints(count));
    assertEquals(
        atEndpoints ? Set.of("KUBE-SVC") : Set.of(), commented(ruleset, "default/web:http -> "));
    Set<String> addresses =
        Set.of("KUBE-EXT", "KUBE-FW", "KUBE-NODEPORTS", "KUBE-SERVICES", "KUBE-SVC");
    Set<String> expected = new TreeSet<>(atAddresses ? addresses : Set.of());
    if (atEndpoints) {
      expected.add("KUBE-SEP");
    }
    assertEquals(expected, commented(ruleset, "default/web:http"));
    // Others know their rules by these.
    assertTrue(commented(ruleset, "kubernetes ").contains("KUBE-SERVICES"));
  }

  @Test
  void endpointsThatDoNotServeCountForALargeCluster() {
    SliceEndpoint[] endpoints = endpoints(1001);
    for (int i = 2; i < endpoints.length; i++) {
      IpAddress ip = endpoints[i].address();
      endpoints[i] = SliceEndpoint.of(ip, EndpointConditions.NOT_READY, "node-2");
    }
    assertEquals(Set.of(), commented(compile(everything(), endpoints), " -> "));
    SliceEndpoint[] fewer = Arrays.copyOf(endpoints, 1000);
    assertEquals(Set.of("KUBE-SVC"), commented(compile(everything(), fewer), " -> "));
  }

  @Test
  void theLongestNamesFitIntoComments() {
    // apimachinery validation: DNS labels, as port names are, have 63 characters at most.
    String label = "x".repeat(63);
    ServicePort port = new ServicePort(label, Protocol.SCTP, 65535, 32767, "");
    Service service =
        Service.builder(label, label)
            .clusterIps(CompileFixture.ips("fd00::1"))
            .type(ServiceType.LOAD_BALANCER)
            .externalTrafficPolicy(TrafficPolicy.LOCAL)
            .loadBalancerIngress(vips("2001:db8::1"))
            .loadBalancerSourceRanges(ranges("2001:db8::/32"))
            .healthCheckNodePort(32000)
            .port(port)
            .build();
    IpAddress ip = IpAddress.parse("fd00:1111:2222:3333:4444:5555:6666:7777");
    for (SliceEndpoint[] endpoints :
        new SliceEndpoint[][] {
          {},
          {SliceEndpoint.of(ip, EndpointConditions.READY, "node-1")},
          {SliceEndpoint.of(ip, EndpointConditions.READY, "node-2")}
        }) {
      Ruleset ruleset = compile(IpFamily.IPV6, PODS, service, endpoints);
      for (Table table : ruleset.tables().keySet()) {
        for (Chain chain : ruleset.table(table).chains().values()) {
          for (Rule rule : chain.rules()) {
            int bytes = comment(rule).getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= LONGEST, () -> bytes + " bytes: " + rule);
          }
        }
      }
    }
  }
}
