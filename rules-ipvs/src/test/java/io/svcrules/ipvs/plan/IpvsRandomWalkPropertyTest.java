// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A cluster that changes more than a thousand times, with clients that come and go, on a node where
 * others have virtual servers, addresses, sets and rules.
 */
class IpvsRandomWalkPropertyTest {

  /**
   * What happens between two plans.
   *
   * @param services the services from now on
   * @param connections a bit for each real server that has connections
   * @param seconds how much time passes
   */
  record Step(RandomServices services, int connections, int seconds) {}

  @Provide
  Arbitrary<List<Step>> walks() {
    return Arbitraries.of(IpFamily.class)
        .flatMap(
            family ->
                Combinators.combine(
                        RandomServices.of(family),
                        Arbitraries.integers(),
                        Arbitraries.integers().between(0, 60))
                    .as(Step::new)
                    .list()
                    .ofSize(60));
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void everyStepOfALongWalkEndsWhereItShould(@ForAll("walks") List<Step> walk) {
    IpFamily family = walk.get(0).services().family();
    IpvsConfig config =
        RandomServices.config()
            .excludeCidrs(List.of(Cidr.parse("172.16.0.0/12"), Cidr.parse("fd99::/16")))
            .build();
    PlanWorld world = new PlanWorld(family, config);
    IpvsState foreign = IpvsPlannerPropertyTest.foreign(family);
    world.kernel().put(foreign);
    for (Step step : walk) {
      world.connect(step.connections());
      world.kernel().advance(step.seconds());
      IpvsState wanted = world.compile(step.services()).state();
      SortedSet<VirtualServerKey> live = PlanWorld.reachable(world.state(), config);
      live.retainAll(PlanWorld.reachable(wanted, config));
      world.applyStepwise(
          step.services(),
          state -> {
            assertTrue(PlanWorld.reachable(state, config).containsAll(live));
            assertUntouched(foreign, state);
          });
      assertEquals(List.of(), world.plan(step.services()).changes());
      assertServed(wanted, without(foreign, world.state()));
    }
    Step last = walk.get(walk.size() - 1);
    world.disconnect();
    world.apply(last.services());
    IpvsState wanted = world.compile(last.services()).state();
    IpvsState ours = without(foreign, world.state());
    assertEquals(wanted.servers(), ours.servers());
    assertEquals(wanted.sets(), ours.sets());
    assertEquals(wanted.addresses(), ours.addresses());
  }

  private static void assertUntouched(IpvsState foreign, IpvsState state) {
    foreign.servers().forEach((key, server) -> assertEquals(server, state.servers().get(key)));
    foreign.sets().forEach((name, set) -> assertEquals(set, state.sets().get(name)));
    assertTrue(state.addresses().containsAll(foreign.addresses()));
    assertTrue(
        IpvsPlannerPropertyTest.foreignRules(state)
            .containsAll(IpvsPlannerPropertyTest.foreignRules(foreign)));
  }

  private static IpvsState without(IpvsState foreign, IpvsState state) {
    SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>(state.servers());
    servers.keySet().removeAll(foreign.servers().keySet());
    SortedMap<String, IpSet> sets = new TreeMap<>(state.sets());
    sets.keySet().removeAll(foreign.sets().keySet());
    SortedSet<BoundAddress> addresses = new TreeSet<>(state.addresses());
    addresses.removeAll(foreign.addresses());
    return state.withServers(servers).withSets(sets).withAddresses(addresses);
  }

  /** All that is wanted is there as it is wanted, and what else is there is being drained. */
  private static void assertServed(IpvsState wanted, IpvsState state) {
    for (VirtualServer found : state.servers().values()) {
      VirtualServer wish = wanted.servers().get(found.key());
      for (RealServer real : found.realServers().values()) {
        RealServer other = wish == null ? null : wish.realServers().get(real.key());
        assertTrue(other == null ? real.isDraining() : real.equals(other), real::toString);
      }
    }
    for (VirtualServer wish : wanted.servers().values()) {
      VirtualServer found = state.servers().get(wish.key());
      assertEquals(wish.settings(), found.settings());
      assertTrue(found.realServers().keySet().containsAll(wish.realServers().keySet()));
    }
  }
}
