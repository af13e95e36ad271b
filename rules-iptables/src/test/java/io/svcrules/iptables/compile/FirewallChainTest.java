// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static io.svcrules.iptables.compile.CompileFixture.HASH;
import static io.svcrules.iptables.compile.CompileFixture.HERE;
import static io.svcrules.iptables.compile.CompileFixture.HTTP;
import static io.svcrules.iptables.compile.CompileFixture.compile;
import static io.svcrules.iptables.compile.CompileFixture.ips;
import static io.svcrules.iptables.compile.CompileFixture.nat;
import static io.svcrules.iptables.compile.CompileFixture.ranges;
import static io.svcrules.iptables.compile.CompileFixture.vips;
import static io.svcrules.iptables.compile.CompileFixture.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpAddress;
import io.svcrules.model.ServiceType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may come by the load balancer addresses of a service. */
final class FirewallChainTest {
  private static final String END =
      "-m comment --comment"
          + " \"other traffic to default/web:http will be dropped by KUBE-PROXY-FIREWALL\"";

  private static String admits(String source) {
    return source + "-m comment --comment \"default/web:http loadbalancer IP\" -j KUBE-EXT-" + HASH;
  }

  private static List<String> firewall(List<IpAddress> node, String... ranges) {
    return nat(
        compile(
            on(node, CommentMode.AUTO),
            web()
                .type(ServiceType.LOAD_BALANCER)
                .loadBalancerIngress(vips("203.0.113.2", "203.0.113.1"))
                .loadBalancerSourceRanges(ranges(ranges))
                .port(HTTP),
            HERE),
        "KUBE-FW-" + HASH);
  }

  private static IptablesConfig on(List<IpAddress> node, CommentMode comments) {
    return new IptablesConfig(
        LocalDetector.None.NONE,
        false,
        IptablesConfig.DEFAULT_MASQUERADE_BIT,
        true,
        NodePortAddresses.ALL,
        node,
        comments,
        true,
        true);
  }

  @Test
  void eachRangeIsAdmittedInItsOrder() {
    assertEquals(
        List.of(admits("-s 198.51.100.0/24 "), admits("-s 192.0.2.7/32 "), END),
        firewall(ips("192.168.100.2"), "198.51.100.0/24", "192.0.2.7/32"));
  }

  @ParameterizedTest
  @MethodSource
  void theNodeIsAdmittedByTheVipsIfARangeHoldsItsAddress(List<IpAddress> node, String range) {
    assertEquals(
        List.of(
            admits("-s " + range + " "),
            admits("-s 203.0.113.2/32 "),
            admits("-s 203.0.113.1/32 "),
            END),
        firewall(node, range));
  }

  static Stream<Arguments> theNodeIsAdmittedByTheVipsIfARangeHoldsItsAddress() {
    return Stream.of(
        Arguments.of(ips("192.168.100.2"), "192.168.0.0/16"),
        Arguments.of(ips("fd00::1", "192.168.100.2"), "192.168.0.0/16"),
        Arguments.of(ips("127.0.0.1", "192.168.100.2"), "192.168.100.2/32"),
        // kube-proxy takes a node whose address it does not know for 127.0.0.1.
        Arguments.of(ips("fd00::1"), "127.0.0.0/8"));
  }

  @Test
  void onlyTheFirstAddressOfTheNodeCounts() {
    assertEquals(2, firewall(ips("192.168.100.2", "10.9.9.9"), "10.9.0.0/16").size());
  }

  @Test
  void aRangeOfEveryoneIsNoConditionAndHoldsEveryNode() {
    assertEquals(
        List.of(admits(""), admits("-s 203.0.113.2/32 "), admits("-s 203.0.113.1/32 "), END),
        firewall(List.of(), "0.0.0.0/0"));
  }
}
