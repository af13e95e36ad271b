// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RandomServices.Sketch;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IpvsPlannerTest {
  private static final int NODE_PORT = 1;
  private static final RandomServices NOTHING = new RandomServices(IpFamily.IPV4, List.of());
  private static final RandomServices BOTH = tcp(0b0011);
  private static final RandomServices FIRST = tcp(0b0001);
  private static final RealServerId SECOND =
      new RealServerId(
          new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.2.0.0"), 80),
          new RealServerKey(IpAddress.parse("10.1.0.1"), 8080));

  private final PlanWorld world = new PlanWorld(IpFamily.IPV4);

  private static RandomServices tcp(int endpoints) {
    return service(Protocol.TCP, endpoints, 0, 0);
  }

  private static RandomServices service(
      Protocol protocol, int endpoints, int traits, int scheduler) {
    return new RandomServices(
        IpFamily.IPV4, List.of(new Sketch(0, protocol, endpoints, traits, scheduler)));
  }

  private List<String> commands(RandomServices services) {
    return world.apply(services).changes().stream().map(IpvsChange::command).toList();
  }

  @Test
  void aRealServerWithConnectionsIsDrained() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    world.kernel().advance(9);
    IpvsPlan plan = world.plan(FIRST);
    assertEquals(
        "ipvsadm -e -t 10.2.0.0:80 -r 10.1.0.1:8080 -m -w 0 -x 110 -y 110", commands(FIRST).get(0));
    assertEquals(List.of(new DrainingServer(SECOND, 2, 100)), plan.draining());
  }

  @Test
  void aDrainedRealServerGoesWithItsLastConnection() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    world.apply(FIRST);
    world.kernel().setConnections(SECOND, 1);
    world.kernel().advance(50);
    assertEquals(List.of(), commands(FIRST));
    world.kernel().setConnections(SECOND, 0);
    assertEquals(List.of("ipvsadm -d -t 10.2.0.0:80 -r 10.1.0.1:8080"), commands(FIRST));
  }

  @Test
  void aDrainedRealServerGoesAtItsDeadline() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    world.apply(FIRST);
    world.kernel().advance(100);
    assertEquals(List.of("ipvsadm -d -t 10.2.0.0:80 -r 10.1.0.1:8080"), commands(FIRST));
  }

  @Test
  void aReturningRealServerGetsItsWeightBack() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    world.apply(FIRST);
    assertTrue(commands(BOTH).contains("ipvsadm -e -t 10.2.0.0:80 -r 10.1.0.1:8080 -m -w 1"));
    world.kernel().advance(1000);
    assertEquals(List.of(), commands(BOTH));
  }

  @Test
  void aWeightSetByHandIsSetRight() {
    world.apply(BOTH);
    String text = IpvsadmText.write(world.state().servers().values()).replace("-w 1", "-w 5");
    world.kernel().put(world.state().withServers(IpvsadmText.parse(text)));
    assertEquals(2, commands(BOTH).size());
    assertEquals(List.of(), commands(BOTH));
  }

  @Test
  void aWeightZeroWithoutDeadlineGetsOneIfItIsToGo() {
    world.apply(BOTH);
    String text =
        IpvsadmText.write(world.state().servers().values())
            .replace("10.1.0.1:8080 -m -w 1", "10.1.0.1:8080 -m -w 0");
    world.kernel().put(world.state().withServers(IpvsadmText.parse(text)));
    world.kernel().setConnections(SECOND, 2);
    assertTrue(commands(FIRST).get(0).endsWith("-w 0 -x 101 -y 101"));
  }

  @Test
  void withoutConnectionsNothingIsDrained() {
    world.apply(BOTH);
    assertEquals("ipvsadm -d -t 10.2.0.0:80 -r 10.1.0.1:8080", commands(FIRST).get(0));
  }

  @Test
  void aDrainTimeoutOfZeroDeletesAtOnce() {
    IpvsConfig config = RandomServices.config().drainSeconds(0).build();
    PlanWorld impatient = new PlanWorld(IpFamily.IPV4, config);
    impatient.apply(BOTH);
    impatient.kernel().setConnections(SECOND, 2);
    assertEquals(
        "ipvsadm -d -t 10.2.0.0:80 -r 10.1.0.1:8080",
        impatient.apply(FIRST).changes().get(0).command());
  }

  @Test
  void aServiceMayAskForAnotherDrainTimeout() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    PlanOptions options = new PlanOptions(100, Map.of(SECOND.server(), 7), List.of(), List.of());
    IpvsPlan plan =
        IpvsPlanner.plan(world.kernel().read(IpFamily.IPV4), world.compile(FIRST).state(), options);
    assertEquals(List.of(new DrainingServer(SECOND, 2, 7)), plan.draining());
  }

  /** kube-proxy would delete the live real server from its list. */
  @Test
  void aServiceThatIsDeletedAndCreatedAgainKeepsItsRealServers() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    world.apply(NOTHING);
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 0);
    world.kernel().advance(1000);
    assertEquals(List.of(), commands(BOTH));
    assertTrue(world.state().servers().get(SECOND.server()).serves());
  }

  @Test
  void realServersOfUdpGoAtOnceWithTheirFlows() {
    world.apply(service(Protocol.UDP, 0b0011, 0, 0));
    VirtualServerKey key =
        new VirtualServerKey.Address(Protocol.UDP, IpAddress.parse("10.2.0.0"), 80);
    world.kernel().setConnections(new RealServerId(key, SECOND.realServer()), 2);
    assertEquals(
        List.of(
            "ipvsadm -d -u 10.2.0.0:80 -r 10.1.0.1:8080",
            "ipset del KUBE-LOOP-BACK 10.1.0.1,udp:8080,10.1.0.1",
            "conntrack -D -f ipv4 -p udp --orig-dst 10.2.0.0 --orig-port-dst 80"
                + " --reply-src 10.1.0.1 --reply-port-src 8080"),
        commands(service(Protocol.UDP, 0b0001, 0, 0)));
  }

  @Test
  void aFirstRealServerOfUdpMakesOldFlowsForgotten() {
    world.apply(service(Protocol.UDP, 0, 0, 0));
    List<String> commands = commands(service(Protocol.UDP, 0b0001, 0, 0));
    assertEquals(
        "conntrack -D -f ipv4 -p udp --orig-dst 10.2.0.0 --orig-port-dst 80",
        commands.get(commands.size() - 1));
  }

  @Test
  void schedulerAndAffinityAreEditedInPlace() {
    world.apply(service(Protocol.TCP, 0b0011, 0, 0));
    assertEquals(
        List.of("ipvsadm -E -t 10.2.0.0:80 -s mh -p 60 -b mh-port"),
        commands(service(Protocol.TCP, 0b0011, 1 << 6, 2)));
  }

  @Test
  void aServiceThatIsGoneKeepsItsConnectionsButGetsNoNewOnes() {
    world.apply(BOTH);
    world.kernel().setConnections(SECOND, 2);
    assertEquals(
        List.of(
            "ipvsadm -e -t 10.2.0.0:80 -r 10.1.0.1:8080 -m -w 0 -x 101 -y 101",
            "ipvsadm -d -t 10.2.0.0:80 -r 10.1.0.0:8080",
            "ipset del KUBE-CLUSTER-IP 10.2.0.0,tcp:80",
            "ipset del KUBE-LOOP-BACK 10.1.0.0,tcp:8080,10.1.0.0",
            "ipset del KUBE-LOOP-BACK 10.1.0.1,tcp:8080,10.1.0.1"),
        commands(NOTHING));
    world.kernel().setConnections(SECOND, 0);
    assertEquals(
        List.of(
            "ipvsadm -D -t 10.2.0.0:80",
            "ip addr del 10.2.0.0/32 dev kube-ipvs0",
            "ipset del KUBE-IPVS-IPS 10.2.0.0",
            "ipset del KUBE-VIRTUAL-SERVER 10.2.0.0,tcp:80"),
        commands(NOTHING));
  }

  /** The address of a node port is the node's own, and its service is gone: a record is needed. */
  @Test
  void aNodePortThatIsDrainedIsStillKnownAsOurs() {
    world.apply(service(Protocol.TCP, 0b0001, NODE_PORT, 0));
    VirtualServerKey key =
        new VirtualServerKey.Address(Protocol.TCP, IpAddress.parse("10.9.0.1"), 30000);
    RealServerId real = new RealServerId(key, new RealServerKey(IpAddress.parse("10.1.0.0"), 8080));
    world.kernel().setConnections(real, 1);
    world.apply(NOTHING);
    assertTrue(world.state().servers().containsKey(key));
    assertEquals(List.of(), world.plan(NOTHING).notices());
    world.kernel().setConnections(real, 0);
    world.apply(NOTHING);
    assertEquals(Map.of(), world.state().servers());
  }

  /** What kube-proxy left has no record of virtual servers. */
  @Test
  void nodePortsOfKubeProxyAreTakenOver() {
    world.apply(service(Protocol.TCP, 0b0001, NODE_PORT, 0));
    Map<String, IpSet> sets = new TreeMap<>(world.state().sets());
    sets.remove("KUBE-VIRTUAL-SERVER");
    world.kernel().put(world.state().withSets(sets));
    world.apply(NOTHING);
    assertEquals(Map.of(), world.state().servers());
  }

  @Test
  void timeoutsThatAreNotChosenStay() {
    IpvsState chosen = world.state().withSysctls(Map.of(), new IpvsTimeouts(900, 120, 300));
    world.kernel().put(chosen);
    IpvsConfig config = RandomServices.config().timeouts(new IpvsTimeouts(1500, 0, 0)).build();
    PlanWorld other = new PlanWorld(IpFamily.IPV4, config);
    other.kernel().put(chosen);
    assertTrue(
        other.apply(NOTHING).changes().stream()
            .anyMatch(change -> change.command().equals("ipvsadm --set 1500 120 300")));
    assertEquals(List.of(), other.plan(NOTHING).changes());
  }

  @Test
  void aSetWithOtherParametersIsReplacedInOneMoment() {
    IpSetDefinition small =
        new IpSetDefinition(
            "KUBE-CLUSTER-IP", IpSetType.HASH_IP_PORT, IpFamily.IPV4, 1024, List.of("timeout 60"));
    List<String> commands = replaced(small);
    assertEquals(
        List.of(
            "ipset create KUBE-SPARE hash:ip,port family inet hashsize 1024 maxelem 65536",
            "ipset add KUBE-SPARE 10.2.0.0,tcp:80",
            "ipset swap KUBE-CLUSTER-IP KUBE-SPARE",
            "ipset destroy KUBE-SPARE"),
        commands);
  }

  @Test
  void aSetOfAnotherTypeIsReplacedBehindTheBackOfItsRules() {
    IpSetDefinition other = IpSetDefinition.of("KUBE-CLUSTER-IP", IpSetType.HASH_IP, IpFamily.IPV4);
    assertEquals(
        List.of(
            "iptables-restore --noflush # filter, nat, mangle",
            "ipset destroy KUBE-CLUSTER-IP",
            "ipset create KUBE-CLUSTER-IP hash:ip,port family inet hashsize 1024 maxelem 65536",
            "ipset add KUBE-CLUSTER-IP 10.2.0.0,tcp:80",
            "iptables-restore --noflush # filter, nat, mangle"),
        replaced(other));
  }

  private List<String> replaced(IpSetDefinition definition) {
    world.apply(BOTH);
    IpvsState wanted = world.state();
    Map<String, IpSet> sets = new TreeMap<>(wanted.sets());
    IpSet old = sets.get(definition.name());
    boolean sameType = definition.type() == old.definition().type();
    sets.put(definition.name(), IpSet.of(definition, sameType ? old.entries() : List.of()));
    world.kernel().put(wanted.withSets(sets));
    List<String> commands = commands(BOTH);
    assertEquals(wanted, world.state());
    return commands;
  }

  @Test
  void aSetWithMoreRoomThanNeededStays() {
    world.apply(BOTH);
    Map<String, IpSet> sets = new TreeMap<>(world.state().sets());
    IpSet old = sets.get("KUBE-CLUSTER-IP");
    sets.put(old.name(), IpSet.of(old.definition().withRoomFor(100_000), old.entries()));
    world.kernel().put(world.state().withSets(sets));
    assertEquals(List.of(), commands(BOTH));
  }

  @Test
  void aSpareSetThatWasLeftOverIsDestroyed() {
    world.apply(BOTH);
    Map<String, IpSet> sets = new TreeMap<>(world.state().sets());
    IpSetDefinition spare = IpSetDefinition.of("KUBE-SPARE", IpSetType.HASH_IP, IpFamily.IPV4);
    sets.put("KUBE-SPARE", IpSet.of(spare, List.of()));
    world.kernel().put(world.state().withSets(sets));
    assertEquals(List.of("ipset destroy KUBE-SPARE"), commands(BOTH));
  }

  @Test
  void anAddressThatIsNotWantedIsUnbound() {
    world.apply(BOTH);
    BoundAddress stray = BoundAddress.host(IpAddress.parse("10.2.0.99"));
    world.kernel().apply(IpFamily.IPV4, List.of(new HostChange.AddAddress(stray)));
    assertEquals(List.of("ip addr del 10.2.0.99/32 dev kube-ipvs0"), commands(BOTH));
  }

  @Test
  void rulesThatWereChangedByHandAreSetRight() {
    world.apply(BOTH);
    IpvsState state = world.state();
    world.kernel().put(state.withRules(OurRules.withoutSet(state.rules(), "KUBE-CLUSTER-IP")));
    assertEquals(List.of("iptables-restore --noflush # filter, nat, mangle"), commands(BOTH));
    assertEquals(state, world.state());
  }

  @Test
  void aFirstPlanOpensEverythingBeforeTheVirtualServer() {
    List<String> commands = commands(FIRST);
    int server = commands.indexOf("ipvsadm -A -t 10.2.0.0:80 -s rr");
    assertTrue(server > commands.indexOf("ip addr add 10.2.0.0/32 dev kube-ipvs0"));
    assertTrue(server > commands.indexOf("ipset add KUBE-CLUSTER-IP 10.2.0.0,tcp:80"));
    assertTrue(server > commands.indexOf("iptables-restore --noflush # filter, nat, mangle"));
    assertEquals(commands.size() - 2, server);
    assertFalse(commands.contains("sysctl -w net.ipv6.conf.all.forwarding=1"));
  }

  @Test
  void aVirtualServerOfOthersIsNotTakenOverWithoutAWord() {
    VirtualServerKey key = SECOND.server();
    VirtualServer theirs =
        VirtualServer.of(key, VirtualServerSettings.of(IpFamily.IPV4, "wlc", 0), List.of());
    world
        .kernel()
        .put(IpvsState.empty(IpFamily.IPV4).withServers(new TreeMap<>(Map.of(key, theirs))));
    assertEquals(
        List.of(new IpvsNotice(IpvsNotice.Kind.TAKEN_OVER, "-t 10.2.0.0:80")),
        world.apply(BOTH).notices());
    assertEquals(List.of(), world.plan(FIRST).notices());
  }

  @Test
  void ourOwnAreKnownAsOursHoweverFarWeGot() {
    List<IpvsChange> changes = world.plan(BOTH).changes();
    for (IpvsChange change : changes) {
      world.kernel().apply(IpFamily.IPV4, List.of(change));
      assertEquals(List.of(), world.plan(FIRST).notices(), change.command());
    }
  }
}
