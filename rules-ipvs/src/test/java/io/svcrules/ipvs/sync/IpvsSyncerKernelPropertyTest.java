// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.kernel.KernelNode;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.ipvs.plan.Strangers;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** A real kernel that a syncer keeps holds at each of 200 steps what a plan from scratch wants. */
@Tag("guest")
class IpvsSyncerKernelPropertyTest {
  /** In each variant of iptables: half of all. */
  private static final int STEPS = 100;

  /** After how many steps what others have is looked at, for which many programs must run. */
  private static final int LOOKS = 10;

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyStepEndsWhereItShould(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    try (KernelNode nft = KernelNode.create(IptablesVariant.NFT);
        KernelNode legacy = KernelNode.in(nft.namespace(), IptablesVariant.LEGACY)) {
      SyncedNode node = new SyncedNode(new FlakyTable(nft));
      node.change(random);
      node.assertDone(node.syncer().sync());
      Strangers strangers = new Strangers(nft, IptablesVariant.NFT);
      steps(node, strangers, random);
      SyncedNode other = node.restartedOn(new FlakyTable(legacy));
      Strangers more = Strangers.ofRules(legacy, IptablesVariant.LEGACY);
      move(nft, other);
      steps(other, more, random);
      assertEquals(strangers.before(), strangers.now());
    }
  }

  /** The rules are there in the other variant before those of the one go. */
  private static void move(KernelNode from, SyncedNode to) {
    to.assertDone(to.syncServing());
    for (IpFamily family : SyncedNode.FAMILIES) {
      CompiledIpvs wanted = to.desired(family, Set.of());
      from.apply(family, List.of(new HostChange.RemoveRules(wanted.state().rules())));
    }
  }

  private static void steps(SyncedNode node, Strangers strangers, Random random) {
    for (int step = 1; step <= STEPS; step++) {
      step(node, random, step % LOOKS == 0);
      if (step % LOOKS == 0) {
        edit(node, random);
        node.assertPartsAgree();
        assertEquals(strangers.before(), strangers.now());
      }
    }
  }

  /** A change; if it is watched, everything is read after each single change of the kernel. */
  private static void step(SyncedNode node, Random random, boolean watched) {
    node.change(random);
    IpvsSyncReport report = watched ? node.syncServing() : node.syncer().sync();
    assertTrue(report.isComplete(), report::toString);
    for (IpvsFamilyReport family : report.families()) {
      IpvsSnapshot found = node.table().read(family.family());
      assertEquals(List.of(), node.planFromScratch(family, found).changes());
      assertEquals(List.of(), family.leftOut());
      assertHeld(node.desired(family.family(), Set.of()), found.state());
    }
    int changes = node.table().changes();
    for (IpvsFamilyReport family : node.syncer().sync().families()) {
      assertEquals(SyncScope.NOTHING, family.scope());
    }
    assertEquals(changes, node.table().changes());
  }

  /** Ours is just what all objects together mean. */
  private static void assertHeld(CompiledIpvs wanted, IpvsState found) {
    IpvsState ours = OurState.ours(found, PlanOptions.of(wanted, SyncedNode.CONFIG));
    assertEquals(wanted.state().servers(), ours.servers());
    assertEquals(wanted.state().addresses(), ours.addresses());
    assertEquals(wanted.state().sets().keySet(), ours.sets().keySet());
    wanted
        .state()
        .sets()
        .forEach((name, set) -> assertEquals(set.entries(), ours.sets().get(name).entries()));
    assertEquals(wanted.state().rules(), OurRules.of(found.rules(), wanted.state().rules()));
  }

  /** Somebody changes what is ours, and it is repaired. */
  private static void edit(SyncedNode node, Random random) {
    Vandal vandal = Vandal.any(random);
    IpFamily family = SyncedNode.FAMILIES.get(random.nextInt(2));
    if (vandal.strike(node.table(), family, random)) {
      IpvsSyncReport report = node.syncer().check();
      assertTrue(
          report.families().stream().anyMatch(one -> one.scope() == SyncScope.EVERYTHING),
          vandal::name);
      node.assertDone(report);
    }
  }
}
