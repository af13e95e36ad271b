// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.SortedSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A cluster that changes more than a thousand times, with clients that come and go. */
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
    IpvsConfig config = RandomServices.config().build();
    PlanWorld world = new PlanWorld(walk.get(0).services().family(), config);
    for (Step step : walk) {
      world.connect(step.connections());
      world.kernel().advance(step.seconds());
      IpvsState wanted = world.compile(step.services()).state();
      SortedSet<VirtualServerKey> live = PlanWorld.reachable(world.state(), config);
      live.retainAll(PlanWorld.reachable(wanted, config));
      world.applyStepwise(
          step.services(),
          state -> assertTrue(PlanWorld.reachable(state, config).containsAll(live)));
      assertEquals(List.of(), world.plan(step.services()).changes());
      assertServed(wanted, world.state());
    }
    Step last = walk.get(walk.size() - 1);
    world.disconnect();
    world.apply(last.services());
    IpvsState wanted = world.compile(last.services()).state();
    assertEquals(wanted.servers(), world.state().servers());
    assertEquals(wanted.sets(), world.state().sets());
    assertEquals(wanted.addresses(), world.state().addresses());
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
