// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.ipvs.kernel.FakeIpvsTable;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Whatever happens to what a syncer keeps, a plan from scratch finds nothing left to do. */
class IpvsSyncerPropertyTest {
  private static final int STEPS = 30;

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  // 40 lives of 30 steps: 1,200, in both families.
  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void changeByChangeIsWhatFromScratchIs(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    FakeIpvsTable kernel = new FakeIpvsTable();
    SyncedNode node = new SyncedNode(new FlakyTable(kernel));
    node.assertDone(node.syncer().sync());
    for (int step = 0; step < STEPS; step++) {
      new RandomTraffic(kernel).goOn(random);
      int reads = node.table().reads();
      node.assertDone(tick(node, reads));
      node.change(random);
      node.assertDone(node.syncServing());
      assertNothingToDo(node);
      node.assertPartsAgree();
    }
  }

  private static IpvsSyncReport tick(SyncedNode node, int reads) {
    IpvsSyncReport report = node.syncer().tick();
    assertEquals(reads, node.table().reads(), "what is drained is looked at by itself");
    return report;
  }

  private static void assertNothingToDo(SyncedNode node) {
    int changes = node.table().changes();
    for (IpvsFamilyReport report : node.syncer().sync().families()) {
      assertEquals(SyncScope.NOTHING, report.scope());
    }
    for (IpvsFamilyReport report : node.syncer().check().families()) {
      assertNotEquals(SyncScope.EVERYTHING, report.scope(), "nobody else changed anything");
    }
    assertEquals(changes, node.table().changes());
  }

  /** What may be wrong with a kernel while services change. */
  private enum Trouble {
    NONE,
    BREAKS_OFF,
    UNREADABLE,
    REFUSES;

    void begin(FlakyTable table, Random random) {
      switch (this) {
        case NONE -> {}
        case BREAKS_OFF -> table.breakOffAfter(random.nextInt(20));
        case UNREADABLE -> table.setReadable(false);
        case REFUSES -> {
          int some = random.nextInt(6);
          table.refuse(
              change ->
                  change instanceof ServerChange.AddRealServer
                      && Math.floorMod(change.hashCode(), 6) == some);
        }
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aKernelThatFailsGetsRightOnceItDoesNot(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    FakeIpvsTable kernel = new FakeIpvsTable();
    SyncedNode node = new SyncedNode(new FlakyTable(kernel));
    node.assertDone(node.syncer().sync());
    for (int step = 0; step < STEPS; step++) {
      new RandomTraffic(kernel).goOn(random);
      Trouble trouble = List.of(Trouble.values()).get(random.nextInt(4));
      trouble.begin(node.table(), random);
      node.change(random);
      if (random.nextInt(6) == 0) {
        node.changeNode();
      }
      IpvsSyncReport tried = node.syncer().tick();
      boolean leftOut = tried.families().stream().anyMatch(one -> !one.leftOut().isEmpty());
      Statistics.label("trouble").collect(trouble, tried.isComplete(), leftOut);
      node.table().mend();
      // What was refused is not tried again before it changes.
      node.assertDone(tried.isComplete() ? tried : node.syncer().tick());
      if (leftOut) {
        node.assertDone(node.syncer().verify());
      }
    }
    for (IpvsFamilyReport report : node.syncer().verify().families()) {
      assertEquals(List.of(), report.leftOut());
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatOthersChangeOfOursIsFoundAndRepaired(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    FakeIpvsTable kernel = new FakeIpvsTable();
    SyncedNode node = new SyncedNode(new FlakyTable(kernel));
    for (int step = 0; step < STEPS; step++) {
      node.change(random);
      node.assertDone(node.syncer().check());
      new RandomTraffic(kernel).goOn(random);
      node.syncer().tick();
      Vandal vandal = Vandal.any(random);
      IpFamily family = SyncedNode.FAMILIES.get(random.nextInt(2));
      if (vandal.strike(kernel, family, random)) {
        if (random.nextBoolean()) {
          node.change(random);
        }
        IpvsSyncReport report = node.syncer().check();
        assertTrue(
            report.families().stream().anyMatch(one -> one.scope() == SyncScope.EVERYTHING),
            vandal::name);
        node.assertDone(report);
      }
    }
  }
}
