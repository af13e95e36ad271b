// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.Verdict;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IpvsPlannerPropertyTest {

  /**
   * Two states of one cluster.
   *
   * @param before the first
   * @param after the second
   */
  record Pair(RandomServices before, RandomServices after) {
    IpFamily family() {
      return before.family();
    }
  }

  @Provide
  Arbitrary<Pair> pairs() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                RandomServices.of(family)
                    .tuple2()
                    .map(tuple -> new Pair(tuple.get1(), tuple.get2())));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theWantedStateIsReachedAndASecondPlanIsEmpty(@ForAll("pairs") Pair pair) {
    PlanWorld world = new PlanWorld(pair.family());
    for (RandomServices services : List.of(pair.before(), pair.after(), pair.before())) {
      world.apply(services);
      assertReached(world, services);
      assertEquals(List.of(), world.plan(services).changes());
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void onceDrainedTheWantedStateIsReached(@ForAll("pairs") Pair pair, @ForAll int connections) {
    PlanWorld world = new PlanWorld(pair.family());
    world.apply(pair.before());
    world.connect(connections);
    IpvsPlan plan = world.apply(pair.after());
    IpvsPlan second = world.plan(pair.after());
    assertEquals(List.of(), second.changes());
    assertEquals(plan.draining(), second.draining());
    world.disconnect();
    world.apply(pair.after());
    assertReached(world, pair.after());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nothingIsDrainedForLongerThanAllowed(@ForAll("pairs") Pair pair, @ForAll int connections) {
    PlanWorld world = new PlanWorld(pair.family());
    world.apply(pair.before());
    world.connect(connections);
    world.apply(pair.after());
    world.kernel().advance(99);
    assertEquals(List.of(), world.plan(pair.after()).changes());
    world.kernel().advance(1);
    world.apply(pair.after());
    assertReached(world, pair.after());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsReachableBeforeAndAfterIsReachableAtEveryStep(
      @ForAll("pairs") Pair pair, @ForAll int connections) {
    IpvsConfig config = RandomServices.config().build();
    PlanWorld world = new PlanWorld(pair.family(), config);
    world.apply(pair.before());
    world.connect(connections);
    SortedSet<VirtualServerKey> live = PlanWorld.reachable(world.state(), config);
    live.retainAll(PlanWorld.reachable(world.compile(pair.after()).state(), config));
    world.applyStepwise(
        pair.after(),
        state -> assertTrue(PlanWorld.reachable(state, config).containsAll(live), "step"));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void connectionsOfTcpSurvive(@ForAll("pairs") Pair pair, @ForAll int connections) {
    PlanWorld world = new PlanWorld(pair.family());
    world.apply(pair.before());
    world.connect(connections);
    Map<RealServerId, Long> before =
        new TreeMap<>(world.kernel().read(pair.family()).connections());
    before.keySet().removeIf(id -> !isTcp(id.server()));
    world.apply(pair.after());
    Map<RealServerId, Long> after = world.kernel().read(pair.family()).connections();
    assertTrue(after.entrySet().containsAll(before.entrySet()));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aRunThatIsCutOffIsMadeGood(
      @ForAll("pairs") Pair pair, @ForAll int connections, @ForAll int where) {
    PlanWorld world = new PlanWorld(pair.family());
    world.apply(pair.before());
    world.connect(connections);
    List<IpvsChange> changes = world.plan(pair.after()).changes();
    int end = Math.floorMod(where, changes.size() + 1);
    world.kernel().apply(pair.family(), changes.subList(0, end));
    world.disconnect();
    world.apply(pair.after());
    assertReached(world, pair.after());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theOrderOfFragmentsMakesNoDifference(@ForAll("pairs") Pair pair, @ForAll long seed) {
    PlanWorld world = new PlanWorld(pair.family());
    CompiledIpvs compiled = world.compile(pair.before());
    List<IpvsFragment> shuffled = new ArrayList<>(compiled.fragments());
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(
        compiled, CompiledIpvs.assemble(pair.family(), RandomServices.config().build(), shuffled));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void whatIsOfOthersStaysAsItIs(@ForAll("pairs") Pair pair, @ForAll int connections) {
    IpvsConfig config =
        RandomServices.config()
            .excludeCidrs(List.of(Cidr.parse("172.16.0.0/12"), Cidr.parse("fd99::/16")))
            .build();
    PlanWorld world = new PlanWorld(pair.family(), config);
    IpvsState foreign = foreign(pair.family());
    world.kernel().put(foreign);
    for (RandomServices services : List.of(pair.before(), pair.after())) {
      IpvsPlan plan = world.apply(services);
      world.connect(connections);
      IpvsState state = world.state();
      assertTrue(state.servers().values().containsAll(foreign.servers().values()));
      assertTrue(state.addresses().containsAll(foreign.addresses()));
      assertTrue(state.sets().values().containsAll(foreign.sets().values()));
      assertTrue(foreignRules(state).containsAll(foreignRules(foreign)));
      assertEquals(1, foreignRules(state).stream().filter(FOREIGN::equals).count());
      assertEquals("1", state.sysctls().get("net.ipv4.vs.drop_entry"));
      assertEquals(3 + foreign.addresses().size(), plan.notices().size());
    }
  }

  private static final Rule FOREIGN = Rule.of(Verdict.ACCEPT);

  static List<Rule> foreignRules(IpvsState state) {
    return state.rules().table(Table.FILTER).chain("INPUT").orElseThrow().rules();
  }

  /** What others have: some of it on addresses that are to be excluded. */
  static IpvsState foreign(IpFamily family) {
    boolean v4 = family == IpFamily.IPV4;
    VirtualServerSettings settings = VirtualServerSettings.of(family, "wlc", 0);
    IpAddress excluded = IpAddress.parse(v4 ? "172.16.0.1" : "fd99::1");
    RealServer real = RealServer.of(new RealServerKey(RandomServices.address(family, 8, 1), 1));
    TreeMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
    for (VirtualServerKey key :
        List.of(
            new VirtualServerKey.Mark(family, 7),
            new VirtualServerKey.Address(Protocol.TCP, excluded, 80),
            new VirtualServerKey.Address(
                Protocol.TCP, RandomServices.address(family, 9, 1), 443))) {
      servers.put(key, VirtualServer.of(key, settings, List.of(real)));
    }
    IpSet set =
        IpSet.of(
            new IpSetDefinition("theirs", IpSetType.HASH_IP, family, 8, List.of("timeout 5")),
            List.of(new IpSetEntry.Ip(excluded)));
    Chain input = new Chain("INPUT", ChainPolicy.ACCEPT, List.of(FOREIGN));
    return IpvsState.empty(family)
        .withServers(servers)
        .withAddresses(
            new TreeSet<>(
                List.of(
                    BoundAddress.host(excluded),
                    new BoundAddress(RandomServices.address(family, 77, 7), 24))))
        .withSets(Map.of(set.name(), set))
        .withRules(Ruleset.of(family, List.of(TableRules.of(Table.FILTER, List.of(input)))))
        .withSysctls(Map.of("net.ipv4.vs.drop_entry", "1"), IpvsState.empty(family).timeouts());
  }

  /** A setting of the kernel that is not wanted any more stays: others may rely on it. */
  private static void assertReached(PlanWorld world, RandomServices services) {
    IpvsState wanted = world.compile(services).state();
    IpvsState state = world.state();
    assertTrue(state.sysctls().entrySet().containsAll(wanted.sysctls().entrySet()));
    assertEquals(wanted.withSysctls(state.sysctls(), wanted.timeouts()), state);
  }

  private static boolean isTcp(VirtualServerKey key) {
    return key instanceof VirtualServerKey.Address at && at.protocol() == Protocol.TCP;
  }
}
