// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpFamily;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Whatever happens to a node, the next apply makes it right, and the one after changes nothing. */
final class NodeLifePropertyTest {
  private static final int STEPS = 25;

  private enum Event {
    SERVICES_CHANGE,
    OTHERS_ADD,
    OTHERS_DELETE,
    OTHERS_SPOIL,
    CLEANUP;

    void happenTo(NodeLife life, long seed) {
      switch (this) {
        case SERVICES_CHANGE -> life.servicesChange(seed);
        case OTHERS_ADD -> life.othersAddRules(seed);
        case OTHERS_DELETE -> life.othersDeleteRules(seed);
        case OTHERS_SPOIL -> life.othersSpoilOurs(seed);
        case CLEANUP -> life.cleanup();
      }
    }
  }

  @Provide
  Arbitrary<List<Tuple2<Event, Long>>> events() {
    Arbitrary<Event> event =
        Arbitraries.frequency(
            Tuple.of(6, Event.SERVICES_CHANGE),
            Tuple.of(2, Event.OTHERS_ADD),
            Tuple.of(2, Event.OTHERS_DELETE),
            Tuple.of(2, Event.OTHERS_SPOIL),
            Tuple.of(1, Event.CLEANUP));
    Arbitrary<Long> seed = Arbitraries.longs().between(0, 199);
    return Combinators.combine(event, seed).as(Tuple::of).list().ofSize(STEPS);
  }

  // 48 lives of 25 steps: 1,200.
  @Property(tries = 48)
  void aNodeInMemoryAlwaysGetsRight(@ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new FakeNode(IpFamily.IPV4), events);
  }

  // 9 lives of 25 steps: 225, each way.
  @Property(tries = 9)
  void aKernelAlwaysGetsRightByNft(@ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightByLegacy(@ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new NamespaceNode(IpFamily.IPV4, IptablesVariant.LEGACY), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightOverNetlink(@ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new NetlinkNode(IpFamily.IPV4), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightByAFilterThatRemembersEverything(
      @ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new NetlinkNode(IpFamily.IPV4, 0), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightBySocketOptions(@ForAll("events") List<Tuple2<Event, Long>> events) {
    live(new LegacyNode(IpFamily.IPV4), events);
  }

  private static void live(TestNode node, List<Tuple2<Event, Long>> events) {
    try (node) {
      NodeLife life = new NodeLife(node);
      events.forEach(event -> event.get1().happenTo(life, event.get2()));
      assertEquals(events.size(), life.steps());
    }
  }
}
