// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.trace.Device;
import io.svcrules.iptables.trace.Fate;
import io.svcrules.iptables.trace.Outcome;
import io.svcrules.iptables.trace.Probe;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.iptables.trace.Tracer;
import io.svcrules.iptables.trace.Visit;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets take the way that the kernel's tables and rules give them. */
class PolicyRoutingKernelTest {
  private static final IpAddress POD = IpAddress.parse("10.244.1.5");
  private static final IpAddress OTHER_POD = IpAddress.parse("10.244.1.6");
  private static final IpAddress FAR = IpAddress.parse("203.0.113.7");

  /** What leaves by the second way is dropped, which shows that it does. */
  private static final String SECOND_WAY_ENDS =
      """
      *filter
      :FORWARD ACCEPT [0:0]
      -A FORWARD -o second -j DROP
      COMMIT
      """;

  private static final String ALL_MASQUERADED =
      """
      *nat
      :POSTROUTING ACCEPT [0:0]
      -A POSTROUTING -j MASQUERADE
      COMMIT
      """;

  private NetworkNamespace node;

  @BeforeEach
  void aNodeWithThreeLinks() {
    node = new NetworkNamespace();
    run("ip link set lo up; sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    link("pods", "10.244.1.1/24", "fd00:244:1::1/64");
    link("first", "192.0.2.2/24", "fd00:1::2/64");
    link("second", "198.51.100.2/24", "fd00:2::2/64");
    run("ip route add default via 192.0.2.1; ip -6 route add default via fd00:1::1");
    run("ip route add default via 198.51.100.1 table 100");
    run("ip -6 route add default via fd00:2::1 table 100");
  }

  private void link(String name, String ipv4, String ipv6) {
    run("ip link add " + name + " type veth peer name far-" + name);
    run("ip link set " + name + " up; ip link set far-" + name + " up");
    run("ip addr add " + ipv4 + " dev " + name);
    run("ip addr add " + ipv6 + " dev " + name + " nodad");
  }

  private void run(String script) {
    node.run("sh", "-ec", script).orFail();
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Outcome received(String rules, IpAddress from, IpAddress to, int port, String device) {
    return follow(rules, Probe.received(Protocol.TCP, from, to, port, new Device(device)));
  }

  private Outcome follow(String rules, Probe probe) {
    IpFamily family = probe.source().family();
    Ruleset parsed =
        IptablesTextParser.parseSaved(family, rules.getBytes(StandardCharsets.UTF_8)).orThrow();
    JnrSocketOpener opener = JnrSocketOpener.of(NetlinkProtocol.ROUTE).inNamespace(node.name());
    Tracer tracer =
        Tracer.of(parsed, Surroundings.of(NetlinkHost.read(opener).of(family, "kube-ipvs0")));
    List<Outcome> outcomes = tracer.trace(probe).outcomes();
    assertEquals(1, outcomes.size(), outcomes::toString);
    return outcomes.get(0);
  }

  private void assertSecond(Outcome outcome) {
    assertEquals(Fate.DROPPED, outcome.fate(), outcome::toString);
    assertEquals("filter FORWARD 1", outcome.by().map(Visit::place).orElse(""), outcome::toString);
  }

  @Test
  void aRuleForSourcesLeadsToItsTable() {
    run("ip rule add from 10.244.1.5 lookup 100");
    assertSecond(received(SECOND_WAY_ENDS, POD, FAR, 80, "pods"));
    assertEquals(Fate.PASSED, received(SECOND_WAY_ENDS, OTHER_POD, FAR, 80, "pods").fate());
    // A client whose device nobody named comes in by the one that leads to it.
    assertSecond(received(SECOND_WAY_ENDS, POD, FAR, 80, "?"));
  }

  @Test
  void aRuleForDevicesLeadsToItsTable() {
    run("ip rule add iif pods lookup 100");
    assertSecond(received(SECOND_WAY_ENDS, POD, FAR, 80, "pods"));
    run("ip rule del iif pods; ip rule add iif first lookup 100");
    assertEquals(Fate.PASSED, received(SECOND_WAY_ENDS, POD, FAR, 80, "pods").fate());
  }

  @Test
  void aRuleForPortsLeadsToItsTable() {
    run("ip rule add ipproto tcp dport 443 lookup 100");
    assertSecond(received(SECOND_WAY_ENDS, POD, FAR, 443, "pods"));
    assertEquals(Fate.PASSED, received(SECOND_WAY_ENDS, POD, FAR, 80, "pods").fate());
  }

  @Test
  void aMarkThatRulesGiveLeadsToItsTable() {
    run("ip rule add fwmark 0x7/0xff lookup 100");
    String marking =
        """
        *mangle
        :PREROUTING ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        -A PREROUTING -s 10.244.1.5/32 -j MARK --set-xmark 0x7/0xffffffff
        -A OUTPUT -p tcp -m tcp --dport 443 -j MARK --set-xmark 0x7/0xffffffff
        COMMIT
        """;
    String rules = marking + SECOND_WAY_ENDS + ALL_MASQUERADED;
    assertSecond(received(rules, POD, FAR, 80, "pods"));
    assertEquals(Fate.PASSED, received(rules, OTHER_POD, FAR, 80, "pods").fate());
    // A packet of the node is routed again once it is marked, and gets the address of that way.
    IpAddress first = IpAddress.parse("192.0.2.2");
    assertEquals("198.51.100.2", seen(follow(rules, Probe.ofNode(Protocol.TCP, first, FAR, 443))));
    assertEquals("192.0.2.2", seen(follow(rules, Probe.ofNode(Protocol.TCP, first, FAR, 80))));
  }

  private static String seen(Outcome outcome) {
    return outcome.source().orElseThrow().toString();
  }

  @Test
  void masqueradingTakesAnAddressOfTheDeviceWhateverTheRoutePrefers() {
    run("ip addr add 192.0.2.3/24 dev first; ip addr add 172.16.0.9/32 dev first");
    run("ip route replace default via 192.0.2.1 src 10.244.1.1");
    assertEquals("192.0.2.2", seen(received(ALL_MASQUERADED, POD, FAR, 80, "pods")));
  }

  @Test
  void rulesOfTheOtherFamilyCountToo() {
    run("ip -6 rule add from fd00:244:1::5 lookup 100");
    IpAddress pod = IpAddress.parse("fd00:244:1::5");
    IpAddress far = IpAddress.parse("2001:db8::7");
    assertSecond(received(SECOND_WAY_ENDS, pod, far, 80, "pods"));
    IpAddress other = IpAddress.parse("fd00:244:1::6");
    assertEquals(Fate.PASSED, received(SECOND_WAY_ENDS, other, far, 80, "pods").fate());
    assertEquals("fd00:2::2", seen(received(ALL_MASQUERADED, pod, far, 80, "pods")));
  }

  @Test
  void whatHasNoRouteGoesNoFurther() {
    run("ip route add prohibit 203.0.113.1; ip route add unreachable 203.0.113.2");
    run("ip route add blackhole 203.0.113.3; ip rule add from 10.244.1.6 prohibit");
    assertRouting(Fate.REJECTED, "prohibited", POD, "203.0.113.1");
    assertRouting(Fate.REJECTED, "host is unreachable", POD, "203.0.113.2");
    assertRouting(Fate.DROPPED, "EINVAL", POD, "203.0.113.3");
    assertRouting(Fate.REJECTED, "prohibited", OTHER_POD, "203.0.113.7");
    run("ip route del default");
    assertRouting(Fate.REJECTED, "network is unreachable", POD, "203.0.113.7");
    run("sysctl -qw net.ipv4.ip_forward=0");
    assertRouting(Fate.REJECTED, "net.ipv4.ip_forward", POD, "198.51.100.7");
  }

  private void assertRouting(Fate fate, String reason, IpAddress from, String to) {
    Outcome outcome = received(SECOND_WAY_ENDS, from, IpAddress.parse(to), 80, "pods");
    assertEquals(fate, outcome.fate(), outcome::toString);
    assertTrue(outcome.by().orElseThrow().text().contains(reason), outcome::toString);
    assertEquals("routing", outcome.by().orElseThrow().place());
  }
}
