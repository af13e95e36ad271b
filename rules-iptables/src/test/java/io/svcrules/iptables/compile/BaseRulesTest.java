// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import static io.svcrules.iptables.compile.CompileFixture.filter;
import static io.svcrules.iptables.compile.CompileFixture.nat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What exists whatever the services are. */
final class BaseRulesTest {
  private static final List<IpAddress> NODE =
      CompileFixture.ips(
          "192.168.100.2", "10.9.9.9", "127.0.0.1", "fd00:192:168:100::2", "fe80::1", "::1");

  private static Ruleset base(IpFamily family) {
    return base(family, IptablesConfig.DEFAULT);
  }

  private static Ruleset base(IpFamily family, IptablesConfig config) {
    ServiceTable nothing = new ServiceTable(family, List.of(), List.of());
    return IptablesCompiler.compile(nothing, config).ruleset();
  }

  private static IptablesConfig nodePorts(NodePortAddresses addresses, boolean localhost) {
    return new IptablesConfig(
        LocalDetector.None.NONE,
        false,
        IptablesConfig.DEFAULT_MASQUERADE_BIT,
        localhost,
        addresses,
        NODE,
        CommentMode.AUTO,
        true,
        true);
  }

  private static IptablesConfig kernel(int bit, boolean randomFully, boolean dropInvalid) {
    return new IptablesConfig(
        LocalDetector.None.NONE,
        false,
        bit,
        true,
        NodePortAddresses.ALL,
        List.of(),
        CommentMode.AUTO,
        randomFully,
        dropInvalid);
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void theSharedChainsAlwaysExist(IpFamily family) {
    assertEquals(
        List.of(
            "INPUT",
            "FORWARD",
            "OUTPUT",
            "KUBE-SERVICES",
            "KUBE-EXTERNAL-SERVICES",
            "KUBE-FORWARD",
            "KUBE-NODEPORTS",
            "KUBE-PROXY-FIREWALL",
            "KUBE-FIREWALL"),
        List.copyOf(base(family).table(Table.FILTER).chains().keySet()));
    assertEquals(
        List.of(
            "PREROUTING",
            "INPUT",
            "OUTPUT",
            "POSTROUTING",
            "KUBE-SERVICES",
            "KUBE-NODEPORTS",
            "KUBE-POSTROUTING",
            "KUBE-MARK-MASQ"),
        List.copyOf(base(family).table(Table.NAT).chains().keySet()));
  }

  @Test
  void builtInChainsAlonePassJudgementOnTheirOwn() {
    for (Table table : List.of(Table.FILTER, Table.NAT)) {
      for (Chain chain : base(IpFamily.IPV4).table(table).chains().values()) {
        boolean builtIn = table.builtInChains().contains(chain.name());
        assertEquals(builtIn ? ChainPolicy.ACCEPT : ChainPolicy.NONE, chain.policy());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void whatKubeProxyInsertsLastComesFirst(IpFamily family) {
    Ruleset base = base(family);
    String isNew = "-m conntrack --ctstate NEW ";
    String portals = "-m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES";
    String visible =
        "-m comment --comment \"kubernetes externally-visible service portals\""
            + " -j KUBE-EXTERNAL-SERVICES";
    String firewall =
        "-m comment --comment \"kubernetes load balancer firewall\" -j KUBE-PROXY-FIREWALL";
    assertEquals(
        List.of(
            "-j KUBE-FIREWALL",
            isNew + firewall,
            "-m comment --comment \"kubernetes health check service ports\" -j KUBE-NODEPORTS",
            isNew + visible),
        filter(base, "INPUT"));
    assertEquals(
        List.of(
            isNew + firewall,
            "-m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD",
            isNew + portals,
            isNew + visible),
        filter(base, "FORWARD"));
    assertEquals(
        List.of("-j KUBE-FIREWALL", isNew + firewall, isNew + portals), filter(base, "OUTPUT"));
    assertEquals(List.of(portals), nat(base, "PREROUTING"));
    assertEquals(List.of(), nat(base, "INPUT"));
    assertEquals(List.of(portals), nat(base, "OUTPUT"));
    assertEquals(
        List.of("-m comment --comment \"kubernetes postrouting rules\" -j KUBE-POSTROUTING"),
        nat(base, "POSTROUTING"));
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void markedPacketsAreMasqueradedOnce(IpFamily family) {
    assertEquals(
        List.of(
            "-m mark ! --mark 0x4000/0x4000 -j RETURN",
            "-j MARK --set-xmark 0x4000/0x0",
            "-m comment --comment \"kubernetes service traffic requiring SNAT\""
                + " -j MASQUERADE --random-fully"),
        nat(base(family), "KUBE-POSTROUTING"));
    assertEquals(List.of("-j MARK --set-xmark 0x4000/0x4000"), nat(base(family), "KUBE-MARK-MASQ"));
  }

  @Test
  void sourcePortsAreNotRandomWhereIptablesCannot() {
    Ruleset base = base(IpFamily.IPV4, kernel(14, false, true));
    assertEquals(
        "-m comment --comment \"kubernetes service traffic requiring SNAT\" -j MASQUERADE",
        nat(base, "KUBE-POSTROUTING").get(2));
  }

  @ParameterizedTest
  @MethodSource
  void theMarkIsTheChosenBit(int bit, String mark) {
    Ruleset base = base(IpFamily.IPV4, kernel(bit, true, true));
    String both = mark + "/" + mark;
    assertEquals(List.of("-j MARK --set-xmark " + both), nat(base, "KUBE-MARK-MASQ"));
    assertEquals("-m mark ! --mark " + both + " -j RETURN", nat(base, "KUBE-POSTROUTING").get(0));
    assertEquals("-j MARK --set-xmark " + mark + "/0x0", nat(base, "KUBE-POSTROUTING").get(1));
    assertEquals(
        "-m comment --comment \"kubernetes forwarding rules\" -m mark --mark "
            + both
            + " -j ACCEPT",
        filter(base, "KUBE-FORWARD").get(1));
  }

  static Stream<Arguments> theMarkIsTheChosenBit() {
    return Stream.of(Arguments.of(0, "0x1"), Arguments.of(31, "0x80000000"));
  }

  @Test
  void forwardedServiceTrafficIsAccepted() {
    List<String> accepting =
        List.of(
            "-m comment --comment \"kubernetes forwarding rules\""
                + " -m mark --mark 0x4000/0x4000 -j ACCEPT",
            "-m comment --comment \"kubernetes forwarding conntrack rule\""
                + " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    List<String> all = filter(base(IpFamily.IPV4), "KUBE-FORWARD");
    assertEquals("-m conntrack --ctstate INVALID -j DROP", all.get(0));
    assertEquals(accepting, all.subList(1, all.size()));
    // As where nf_conntrack_tcp_be_liberal is set.
    assertEquals(accepting, filter(base(IpFamily.IPV4, kernel(14, true, false)), "KUBE-FORWARD"));
  }

  @Test
  void loopbackIsProtectedWhereNodePortsOpenIt() {
    assertEquals(
        List.of(
            "! -s 127.0.0.0/8 -d 127.0.0.0/8"
                + " -m comment --comment \"block incoming localnet connections\""
                + " -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP"),
        filter(base(IpFamily.IPV4), "KUBE-FIREWALL"));
    assertEquals(List.of(), filter(base(IpFamily.IPV6), "KUBE-FIREWALL"));
    IptablesConfig off = nodePorts(NodePortAddresses.ALL, false);
    assertEquals(List.of(), filter(base(IpFamily.IPV4, off), "KUBE-FIREWALL"));
    IptablesConfig elsewhere = nodePorts(addresses("192.168.0.0/16"), true);
    assertEquals(List.of(), filter(base(IpFamily.IPV4, elsewhere), "KUBE-FIREWALL"));
  }

  private static NodePortAddresses addresses(String... cidrs) {
    return new NodePortAddresses(Stream.of(cidrs).map(Cidr::parse).toList(), false);
  }

  private static final String NOTE =
      "-m comment --comment \"kubernetes service nodeports; NOTE: this must be the last rule in"
          + " this chain\"";

  @ParameterizedTest
  @MethodSource
  void nodePortsAnswerOn(
      NodePortAddresses addresses, boolean localhost, IpFamily family, List<String> matches) {
    List<String> expected = matches.stream().map(match -> match + " -j KUBE-NODEPORTS").toList();
    Ruleset base = base(family, nodePorts(addresses, localhost));
    assertEquals(expected, nat(base, "KUBE-SERVICES"));
  }

  static Stream<Arguments> nodePortsAnswerOn() {
    String local = NOTE + " -m addrtype --dst-type LOCAL";
    List<String> notLoopback = List.of("! -d 127.0.0.0/8 " + local);
    List<String> v6 = List.of("! -d ::1/128 " + local);
    NodePortAddresses all = NodePortAddresses.ALL;
    NodePortAddresses primary = new NodePortAddresses(List.of(), true);
    return Stream.of(
        Arguments.of(all, true, IpFamily.IPV4, List.of(local)),
        Arguments.of(all, false, IpFamily.IPV4, notLoopback),
        Arguments.of(all, true, IpFamily.IPV6, v6),
        Arguments.of(all, false, IpFamily.IPV6, v6),
        // A network that is everything leaves the others without meaning.
        Arguments.of(addresses("10.9.0.0/16", "0.0.0.0/0"), true, IpFamily.IPV4, List.of(local)),
        Arguments.of(addresses("::/0"), true, IpFamily.IPV6, v6),
        // Networks of one family alone: all addresses of the other.
        Arguments.of(addresses("10.9.0.0/16"), true, IpFamily.IPV6, v6),
        Arguments.of(addresses("fd00::/8"), true, IpFamily.IPV4, List.of(local)),
        Arguments.of(addresses("fd00::/8"), false, IpFamily.IPV4, notLoopback),
        Arguments.of(addresses("10.9.0.0/16"), true, IpFamily.IPV4, to("10.9.9.9/32")),
        Arguments.of(
            addresses("192.168.0.0/16", "10.0.0.0/8", "10.9.0.0/16"),
            true,
            IpFamily.IPV4,
            to("10.9.9.9/32", "192.168.100.2/32")),
        Arguments.of(addresses("172.16.0.0/12"), true, IpFamily.IPV4, List.of()),
        Arguments.of(addresses("127.0.0.0/8"), true, IpFamily.IPV4, to("127.0.0.1/32")),
        Arguments.of(addresses("127.0.0.1/32"), true, IpFamily.IPV4, to("127.0.0.1/32")),
        Arguments.of(addresses("127.0.0.0/8"), false, IpFamily.IPV4, List.of()),
        // Wider than loopback, and still with it.
        Arguments.of(addresses("64.0.0.0/2"), true, IpFamily.IPV4, to("127.0.0.1/32")),
        Arguments.of(addresses("::1/128"), true, IpFamily.IPV6, List.of()),
        Arguments.of(
            addresses("fd00::/8", "::1/128"), true, IpFamily.IPV6, to("fd00:192:168:100::2/128")),
        Arguments.of(primary, true, IpFamily.IPV4, to("192.168.100.2/32")),
        Arguments.of(primary, true, IpFamily.IPV6, to("fd00:192:168:100::2/128")));
  }

  private static List<String> to(String... destinations) {
    return Stream.of(destinations).map(ip -> "-d " + ip + " " + NOTE).toList();
  }
}
