// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.ipvs.text.AddressText;
import io.svcrules.ipvs.text.IpsetText;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.testdata.Scenario;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IpvsCleanupPlannerTest {
  private static final IpvsState NOTHING = IpvsState.empty(IpFamily.IPV6);
  private static final VirtualServerKey.Address WEB = key("10.96.0.10", 80);
  private static final RealServerKey POD = new RealServerKey(IpAddress.parse("10.244.1.10"), 8080);

  private final FakeIpvsTable kernel = new FakeIpvsTable();

  private static VirtualServerKey.Address key(String address, int port) {
    return new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse(address), port);
  }

  private static PlanOptions options(int drainSeconds, String... nodeAddresses) {
    return new PlanOptions(
        drainSeconds,
        Map.of(),
        List.of(),
        List.of(nodeAddresses).stream().map(IpAddress::parse).toList());
  }

  private IpvsPlan plan(PlanOptions options) {
    return IpvsCleanupPlanner.plan(kernel.read(IpFamily.IPV4), NOTHING, options);
  }

  private IpvsPlan clean(PlanOptions options) {
    IpvsPlan plan = plan(options);
    kernel.apply(IpFamily.IPV4, plan.changes());
    return plan;
  }

  private IpvsState state() {
    return kernel.read(IpFamily.IPV4).state();
  }

  private static List<String> commands(IpvsPlan plan) {
    return plan.changes().stream().map(IpvsChange::command).toList();
  }

  /** A node with one service. */
  private void serve() {
    kernel.put(
        IpvsState.empty(IpFamily.IPV4)
            .withServers(
                IpvsadmText.parse(
                    "-A -t 10.96.0.10:80 -s rr\n-a -t 10.96.0.10:80 -r 10.244.1.10:8080 -m -w 1\n"))
            .withAddresses(AddressText.parse("inet 10.96.0.10/32 scope global\n"))
            .withSets(
                sets(
                    """
                    create KUBE-CLUSTER-IP hash:ip,port family inet
                    add KUBE-CLUSTER-IP 10.96.0.10,tcp:80
                    create KUBE-VIRTUAL-SERVER hash:ip,port family inet
                    add KUBE-VIRTUAL-SERVER 10.96.0.10,tcp:80
                    create theirs hash:ip family inet
                    """))
            .withRules(
                IptablesTextParser.parseSaved(
                        IpFamily.IPV4,
                        """
                        *nat
                        :PREROUTING ACCEPT [0:0]
                        :KUBE-NODE-PORT - [0:0]
                        :KUBE-SERVICES - [0:0]
                        :MINE - [0:0]
                        -A PREROUTING -j KUBE-SERVICES
                        -A PREROUTING -j MINE
                        -A KUBE-SERVICES -m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT
                        -A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODE-PORT
                        COMMIT
                        """)
                    .orThrow())
            .withSysctls(
                Map.of("net.ipv4.vs.conntrack", "0", "net.ipv4.vs.expire_nodest_conn", "1"),
                IpvsState.empty(IpFamily.IPV4).timeouts()));
    kernel.apply(
        IpFamily.IPV4,
        List.of(
            new HostChange.SetSysctl("net.ipv4.vs.conntrack", "1", "0"),
            new HostChange.SetSysctl("net.ipv4.ip_forward", "1", "0")));
  }

  private static Map<String, IpSet> sets(String text) {
    Map<String, IpSet> sets = new TreeMap<>();
    IpsetText.parse(text).sets().forEach(set -> sets.put(set.name(), set));
    return sets;
  }

  @Test
  void rulesGoFirstAndTheDeviceLast() {
    serve();
    assertEquals(
        List.of(
            "iptables-restore --noflush # nat",
            "ipvsadm -D -t 10.96.0.10:80",
            "ipset destroy KUBE-CLUSTER-IP",
            "ipset destroy KUBE-VIRTUAL-SERVER",
            "ip addr del 10.96.0.10/32 dev kube-ipvs0",
            "sysctl -w net.ipv4.vs.conntrack=0",
            "sysctl -w net.ipv4.ip_forward=0",
            "ip link del kube-ipvs0"),
        commands(clean(options(0))));
    assertEquals(List.of("theirs"), List.copyOf(state().sets().keySet()));
    assertEquals(
        List.of("PREROUTING", "MINE"),
        List.copyOf(state().rules().table(Table.NAT).chains().keySet()));
    assertTrue(plan(options(0)).isEmpty());
  }

  @Test
  void settingsThatOthersChangedStayAndAreTold() {
    serve();
    IpvsPlan plan = clean(options(0));
    assertEquals(
        List.of(new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.vs.expire_nodest_conn=1")),
        plan.notices());
    assertEquals("0", state().sysctls().get("net.ipv4.vs.conntrack"));
    assertEquals("0", state().sysctls().get("net.ipv4.ip_forward"));
    assertEquals("1", state().sysctls().get("net.ipv4.vs.expire_nodest_conn"));
  }

  @Test
  void whatPodsNeedStaysIfAnotherModeServesThem() {
    serve();
    IpvsPlan plan = clean(options(0).keepingHostSettings());
    assertTrue(
        plan.notices().contains(new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.ip_forward=1")));
    assertEquals("1", state().sysctls().get("net.ipv4.ip_forward"));
    assertEquals("0", state().sysctls().get("net.ipv4.vs.conntrack"));
    assertEquals(
        List.of("sysctl -w net.ipv4.ip_forward=0"),
        commands(clean(options(0))),
        "a later removal still knows");
  }

  @Test
  void strictArpGoesWithTheAddressesItWasFor() {
    serve();
    kernel.apply(
        IpFamily.IPV4, List.of(new HostChange.SetSysctl("net.ipv4.conf.all.arp_ignore", "1", "0")));
    clean(options(0).keepingHostSettings());
    assertEquals("0", state().sysctls().get("net.ipv4.conf.all.arp_ignore"));
  }

  @Test
  void settingsStayAsLongAsServersOfOthersMayNeedThem() {
    serve();
    IpvsState mine = state();
    SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>(mine.servers());
    servers.putAll(IpvsadmText.parse("-A -f 7 -s rr\n"));
    kernel.put(mine.withServers(servers));
    assertFalse(clean(options(0)).text().contains("sysctl"));
    assertEquals("1", state().sysctls().get("net.ipv4.vs.conntrack"));
  }

  @Test
  void theDeviceStaysAsLongAsTheOtherFamilyUsesIt() {
    serve();
    IpvsState other =
        NOTHING.withAddresses(
            new TreeSet<>(List.of(BoundAddress.host(IpAddress.parse("fd00:96::1")))));
    IpvsPlan plan = IpvsCleanupPlanner.plan(kernel.read(IpFamily.IPV4), other, options(0));
    assertFalse(commands(plan).contains("ip link del kube-ipvs0"), plan::text);
    assertFalse(plan.text().contains("sysctl"), plan::text);
  }

  @Test
  void whatOthersHaveStays() {
    serve();
    IpvsState mine = state();
    SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>(mine.servers());
    servers.putAll(IpvsadmText.parse("-A -t 192.0.2.1:443 -s wlc\n-A -f 7 -s rr\n"));
    TreeSet<BoundAddress> addresses = new TreeSet<>(mine.addresses());
    addresses.add(new BoundAddress(IpAddress.parse("10.77.7.7"), 24));
    kernel.put(mine.withServers(servers).withAddresses(addresses));
    IpvsPlan plan = clean(options(0));
    assertEquals(
        List.of(
            "virtual server of others is left alone: -t 192.0.2.1:443",
            "virtual server of others is left alone: -f 7",
            "address of others on kube-ipvs0 is left: 10.77.7.7/24",
            "setting is left, as others may need it: net.ipv4.vs.conntrack=1",
            "setting is left, as others may need it: net.ipv4.vs.expire_nodest_conn=1",
            "setting is left, as others may need it: net.ipv4.ip_forward=1"),
        plan.notices().stream().map(IpvsNotice::toString).toList());
    assertEquals(2, state().servers().size());
    assertEquals(1, state().addresses().size());
    assertTrue(state().device());
  }

  @Test
  void excludedAddressesAreLeftWithTheirServers() {
    serve();
    PlanOptions options =
        new PlanOptions(0, Map.of(), List.of(Cidr.parse("10.96.0.0/16")), List.of());
    IpvsPlan plan = clean(options);
    assertEquals(
        List.of(
            new IpvsNotice(IpvsNotice.Kind.EXCLUDED_SERVER, WEB.toString()),
            new IpvsNotice(IpvsNotice.Kind.EXCLUDED_ADDRESS, "10.96.0.10/32")),
        plan.notices().subList(0, 2));
    assertTrue(
        plan.notices().contains(new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.ip_forward=1")));
    assertEquals(1, state().servers().size());
    assertEquals(1, state().addresses().size());
  }

  @Test
  void aSetThatRulesOfOthersLookIntoStaysAndIsTold() {
    serve();
    kernel.put(
        state()
            .withRules(
                IptablesTextParser.parseSaved(
                        IpFamily.IPV4,
                        """
                        *filter
                        :INPUT ACCEPT [0:0]
                        -A INPUT -m set --match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT
                        COMMIT
                        """)
                    .orThrow()));
    IpvsPlan plan = clean(options(0));
    assertTrue(
        plan.notices().contains(new IpvsNotice(IpvsNotice.Kind.HELD_SET, "KUBE-CLUSTER-IP")));
    assertTrue(state().sets().containsKey("KUBE-CLUSTER-IP"));
  }

  @Test
  void aSetThatSomethingElseRefersToStaysAndIsToldAndAllElseGoes() {
    serve();
    kernel.putOtherReferences(IpFamily.IPV4, Map.of("KUBE-CLUSTER-IP", 1));
    IpvsPlan plan = clean(options(0));
    assertTrue(
        plan.notices().contains(new IpvsNotice(IpvsNotice.Kind.HELD_SET, "KUBE-CLUSTER-IP")));
    assertEquals(List.of("KUBE-CLUSTER-IP", "theirs"), List.copyOf(state().sets().keySet()));
    assertFalse(state().device());
    assertTrue(plan(options(0)).isEmpty(), "it is no work that is left");
    kernel.putOtherReferences(IpFamily.IPV4, Map.of());
    assertEquals(List.of("ipset destroy KUBE-CLUSTER-IP"), commands(clean(options(0))));
  }

  @Test
  void settingsThatStayForAnAddressOfOthersAreTold() {
    serve();
    TreeSet<BoundAddress> addresses = new TreeSet<>(state().addresses());
    addresses.add(new BoundAddress(IpAddress.parse("10.77.7.7"), 24));
    kernel.put(state().withAddresses(addresses));
    List<IpvsNotice> expected =
        List.of(
            new IpvsNotice(IpvsNotice.Kind.FOREIGN_ADDRESS, "10.77.7.7/24"),
            new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.vs.conntrack=1"),
            new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.vs.expire_nodest_conn=1"),
            new IpvsNotice(IpvsNotice.Kind.SETTING, "net.ipv4.ip_forward=1"));
    assertEquals(expected, clean(options(0)).notices());
    assertEquals("1", state().sysctls().get("net.ipv4.ip_forward"));
    assertTrue(state().device());
    assertEquals(expected, plan(options(0)).notices(), "as long as they stay");
    kernel.apply(
        IpFamily.IPV4,
        List.of(new HostChange.DeleteAddress(new BoundAddress(IpAddress.parse("10.77.7.7"), 24))));
    clean(options(0));
    assertEquals("0", state().sysctls().get("net.ipv4.ip_forward"), "and then they go");
    assertFalse(state().device());
  }

  /** Of two families the one that goes last tells, once. */
  @Test
  void anAddressOfOthersInTheOtherFamilyKeepsTheSettingsToo() {
    serve();
    IpvsState other =
        NOTHING.withAddresses(
            new TreeSet<>(List.of(new BoundAddress(IpAddress.parse("fd00:77::7"), 64))));
    assertEquals(
        List.of(
            "setting is left, as others may need it: net.ipv4.vs.conntrack=1",
            "setting is left, as others may need it: net.ipv4.vs.expire_nodest_conn=1",
            "setting is left, as others may need it: net.ipv4.ip_forward=1"),
        IpvsCleanupPlanner.plan(kernel.read(IpFamily.IPV4), other, options(0)).notices().stream()
            .map(IpvsNotice::toString)
            .toList());
    clean(options(0));
    kernel.put(other);
    assertEquals(
        List.of(),
        IpvsCleanupPlanner.plan(kernel.read(IpFamily.IPV4), other, options(0)).notices());
  }

  @Test
  void connectionsMayBeDrainedFirst() {
    serve();
    kernel.setConnections(new RealServerId(WEB, POD), 3);
    IpvsPlan plan = clean(options(60));
    assertEquals(1, plan.draining().size());
    assertEquals(
        List.of(
            "iptables-restore --noflush # nat",
            "ipvsadm -e -t 10.96.0.10:80 -r 10.244.1.10:8080 -m -w 0 -x 61 -y 61",
            "ipset destroy KUBE-CLUSTER-IP"),
        commands(plan));
    assertTrue(plan(options(60)).isEmpty());
    kernel.setConnections(new RealServerId(WEB, POD), 0);
    clean(options(60));
    assertFalse(state().device());
    assertTrue(state().servers().isEmpty());
  }

  @Test
  void theDeviceAndTheSettingsStayAsLongAsANodePortIsDrained() {
    kernel.put(
        IpvsState.empty(IpFamily.IPV4)
            .withServers(
                IpvsadmText.parse(
                    """
                    -A -t 192.0.2.11:30080 -s rr
                    -a -t 192.0.2.11:30080 -r 10.244.1.10:8080 -m -w 1
                    """))
            .withAddresses(AddressText.parse("inet 10.96.0.10/32 scope global\n"))
            .withSets(
                sets(
                    """
                    create KUBE-VIRTUAL-SERVER hash:ip,port family inet
                    add KUBE-VIRTUAL-SERVER 192.0.2.11,tcp:30080
                    create KUBE-NODE-PORT-TCP bitmap:port
                    add KUBE-NODE-PORT-TCP 30080
                    """)));
    kernel.apply(
        IpFamily.IPV4, List.of(new HostChange.SetSysctl("net.ipv4.vs.conntrack", "1", "0")));
    RealServerId drained = new RealServerId(key("192.0.2.11", 30080), POD);
    kernel.setConnections(drained, 1);
    assertEquals(1, clean(options(60, "192.0.2.11")).draining().size());
    assertTrue(state().device(), "by which the next run knows that something is left");
    assertEquals("1", state().sysctls().get("net.ipv4.vs.conntrack"));
    assertEquals(List.of(), commands(cleanIpv6AfterIpv4()), "nor does the other family end it");
    kernel.setConnections(drained, 0);
    clean(options(60, "192.0.2.11"));
    assertTrue(state().servers().isEmpty());
    assertFalse(state().device());
    assertEquals("0", state().sysctls().get("net.ipv4.vs.conntrack"));
  }

  private IpvsPlan cleanIpv6AfterIpv4() {
    return IpvsCleanupPlanner.plan(kernel.read(IpFamily.IPV6), state(), options(60, "192.0.2.11"));
  }

  @Test
  void aNodePortIsOursOnAddressesOfTheNodeOnly() {
    kernel.put(
        IpvsState.empty(IpFamily.IPV4)
            .withServers(
                IpvsadmText.parse("-A -t 192.0.2.11:30080 -s rr\n-A -t 192.0.2.99:30080 -s rr\n"))
            .withSets(
                sets("create KUBE-NODE-PORT-TCP bitmap:port\nadd KUBE-NODE-PORT-TCP 30080\n")));
    clean(options(0, "192.0.2.11"));
    assertEquals(List.of(key("192.0.2.99", 30080)), List.copyOf(state().servers().keySet()));
  }

  static List<Scenario> ofKubeProxy() {
    return Scenario.ofIpvs().stream()
        .filter(scenario -> scenario.read("kube-proxy.ipvsadm").isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ofKubeProxy")
  void nothingIsLeftOfWhatKubeProxyLeft(Scenario scenario) {
    for (IpFamily family : IpFamily.values()) {
      kernel.put(leftByKubeProxy(scenario, family));
    }
    for (IpFamily family : IpFamily.values()) {
      IpFamily second = family == IpFamily.IPV4 ? IpFamily.IPV6 : IpFamily.IPV4;
      IpvsPlan plan =
          IpvsCleanupPlanner.plan(
              kernel.read(family),
              kernel.read(second).state(),
              options(0, "192.168.100.2", "fd00:192:168:100::2"));
      assertEquals(List.of(), plan.notices());
      kernel.apply(family, plan.changes());
    }
    for (IpFamily family : IpFamily.values()) {
      IpvsState left = kernel.read(family).state();
      assertEquals(List.of(), List.copyOf(left.servers().keySet()));
      assertEquals(List.of(), List.copyOf(left.sets().keySet()));
      assertEquals(List.of(), List.copyOf(left.addresses()));
      assertFalse(ModeChains.hasOfIpvs(left.rules()));
      assertFalse(left.device());
    }
  }

  private static IpvsState leftByKubeProxy(Scenario scenario, IpFamily family) {
    SortedMap<VirtualServerKey, VirtualServer> servers =
        new TreeMap<>(IpvsadmText.parse(scenario.read("kube-proxy.ipvsadm").orElseThrow()));
    servers.keySet().removeIf(key -> key.family() != family);
    TreeSet<BoundAddress> addresses =
        new TreeSet<>(AddressText.parse(scenario.read("kube-proxy.addresses").orElseThrow()));
    addresses.removeIf(address -> address.address().family() != family);
    String saved = family == IpFamily.IPV4 ? "iptables-save" : "ip6tables-save";
    // Sorted, creations stand behind additions.
    Map<String, IpSet> sets = new TreeMap<>();
    IpsetText.parse(createdFirst(scenario.read("kube-proxy.ipset").orElseThrow()))
        .sets()
        .forEach(set -> sets.put(set.name(), set));
    sets.keySet().removeIf(name -> name.startsWith("KUBE-6-") != (family == IpFamily.IPV6));
    return IpvsState.empty(family)
        .withServers(servers)
        .withAddresses(addresses)
        .withSets(sets)
        .withRules(
            IptablesTextParser.parseSaved(
                    family, scenario.read("kube-proxy." + saved).orElseThrow())
                .orThrow());
  }

  private static String createdFirst(String text) {
    StringBuilder all = new StringBuilder();
    text.lines().filter(line -> line.startsWith("create")).forEach(l -> all.append(l).append('\n'));
    text.lines()
        .filter(line -> !line.startsWith("create"))
        .forEach(l -> all.append(l).append('\n'));
    return all.toString();
  }
}
