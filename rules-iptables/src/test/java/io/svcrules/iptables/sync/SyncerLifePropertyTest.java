// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.kernel.FakeNode;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyNode;
import io.svcrules.iptables.kernel.NamespaceNode;
import io.svcrules.iptables.kernel.NetlinkNode;
import io.svcrules.iptables.kernel.NodeLife;
import io.svcrules.iptables.kernel.TestNode;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.api.statistics.Statistics;

/** Whatever happens to a node that a Syncer keeps, the next round makes it right. */
final class SyncerLifePropertyTest {
  private static final int STEPS = 25;

  private enum Event {
    SERVICES_CHANGE,
    NODE_CHANGES,
    OTHERS_ADD,
    OTHERS_DELETE,
    OTHERS_SPOIL,
    CLEANUP;

    void happenTo(NodeLife life, SyncerKeeper keeper, long seed) {
      switch (this) {
        case SERVICES_CHANGE -> life.servicesChange(seed);
        case NODE_CHANGES -> {
          keeper.nodeChanges();
          life.converge(keeper::follow);
        }
        case OTHERS_ADD -> life.othersAddRules(seed);
        case OTHERS_DELETE -> life.othersDeleteRules(seed);
        case OTHERS_SPOIL -> life.othersSpoilOurs(seed);
        case CLEANUP -> {
          // By the same packet filter, which cannot tell that from the syncer's own work.
          life.cleanup();
          life.converge(keeper::verify);
        }
      }
    }
  }

  /** What may be wrong with a kernel while services change. */
  private enum Trouble {
    NONE,
    INTERRUPTED,
    UNREADABLE,
    LOCKED,
    REFUSING,
    REFUSING_WITHOUT_NAME;

    void begin(FlakyFilter filter, Random random) {
      Predicate<Change> some = change -> line(change).contains("10.244." + random.nextInt(6) + ".");
      switch (this) {
        case NONE -> {}
        case INTERRUPTED -> filter.fake().dieAfter(random.nextInt(30));
        case UNREADABLE -> filter.setReadable(false);
        case LOCKED -> filter.setLocked(true);
        case REFUSING -> filter.fake().refuse(some);
        case REFUSING_WITHOUT_NAME -> filter.fake().refuseWithoutName(some);
      }
    }

    static void end(FlakyFilter filter) {
      filter.fake().dieAfter(Integer.MAX_VALUE);
      filter.setReadable(true);
      filter.setLocked(false);
      filter.fake().refuse(change -> false);
    }

    private static String line(Change change) {
      StringBuilder line = new StringBuilder();
      change.appendTo(line);
      return line.toString();
    }
  }

  private static Arbitrary<Event> event() {
    return Arbitraries.frequency(
        Tuple.of(8, Event.SERVICES_CHANGE),
        Tuple.of(1, Event.NODE_CHANGES),
        Tuple.of(1, Event.OTHERS_ADD),
        Tuple.of(1, Event.OTHERS_DELETE),
        Tuple.of(1, Event.OTHERS_SPOIL),
        Tuple.of(1, Event.CLEANUP));
  }

  private static Arbitrary<Long> seed() {
    return Arbitraries.longs().between(0, 199);
  }

  @Provide
  Arbitrary<List<Tuple2<Event, Long>>> events() {
    return Combinators.combine(event(), seed()).as(Tuple::of).list().ofSize(STEPS);
  }

  @Provide
  Arbitrary<List<Tuple3<Event, Trouble, Long>>> troubles() {
    Arbitrary<Trouble> trouble = Arbitraries.of(Trouble.class);
    return Combinators.combine(event(), trouble, seed()).as(Tuple::of).list().ofSize(STEPS);
  }

  // 48 lives of 25 steps: 1,200.
  @Property(tries = 48)
  void aNodeInMemoryAlwaysGetsRight(@ForAll("events") List<Tuple2<Event, Long>> events) {
    FakeNode node = new FakeNode(IpFamily.IPV4);
    live(node, new SyncerKeeper(node.filter()), events);
  }

  // 9 lives of 25 steps: 225, each way.
  @Property(tries = 9)
  void aKernelAlwaysGetsRightByNft(@ForAll("events") List<Tuple2<Event, Long>> events) {
    NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.NFT);
    live(node, new SyncerKeeper(node.filter()), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightByLegacy(@ForAll("events") List<Tuple2<Event, Long>> events) {
    NamespaceNode node = new NamespaceNode(IpFamily.IPV4, IptablesVariant.LEGACY);
    live(node, new SyncerKeeper(node.filter()), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightOverNetlink(@ForAll("events") List<Tuple2<Event, Long>> events) {
    NetlinkNode node = new NetlinkNode(IpFamily.IPV4);
    live(node, new SyncerKeeper(node.filter()), events);
  }

  @Property(tries = 9)
  void aKernelAlwaysGetsRightBySocketOptions(@ForAll("events") List<Tuple2<Event, Long>> events) {
    LegacyNode node = new LegacyNode(IpFamily.IPV4);
    live(node, new SyncerKeeper(node.filter()), events);
  }

  private static void live(TestNode node, SyncerKeeper keeper, List<Tuple2<Event, Long>> events) {
    try (node) {
      NodeLife life = new NodeLife(node, keeper);
      life.converge(keeper::follow);
      events.forEach(event -> event.get1().happenTo(life, keeper, event.get2()));
      assertTrue(life.steps() >= events.size());
    }
  }

  @Property(tries = 48)
  void aKernelThatFailsGetsRightOnceItDoesNot(
      @ForAll("troubles") List<Tuple3<Event, Trouble, Long>> events) {
    FakeNode node = new FakeNode(IpFamily.IPV4);
    FlakyFilter filter = new FlakyFilter(node.filter());
    SyncerKeeper keeper = new SyncerKeeper(filter);
    NodeLife life = new NodeLife(node, keeper);
    life.converge(keeper::follow);
    for (Tuple3<Event, Trouble, Long> event : events) {
      Random random = new Random(event.get3());
      event.get2().begin(filter, random);
      keeper.servicesChange(random);
      if (random.nextInt(3) == 0) {
        keeper.nodeChanges();
      }
      FamilyReport tried = keeper.attempt();
      Statistics.label("trouble").collect(event.get2(), tried.isComplete());
      if (tried.isComplete()) {
        life.converge(() -> {});
      }
      Trouble.end(filter);
      life.converge(keeper::attempt);
      life.converge(keeper::verify);
      event.get1().happenTo(life, keeper, event.get3());
    }
    assertEquals(List.of(), keeper.attempt().leftOut());
  }
}
