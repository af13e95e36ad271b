// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.capability.Adaptation;
import io.svcrules.iptables.capability.AdaptedRules;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.iptables.plan.NodeArbitraries;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** A kernel that lacks something is given what it can have, change by change, and that is said. */
final class SyncerCapabilityPropertyTest {
  private static final int STEPS = 25;
  private static final List<Capability> NOT_VITAL =
      List.of(
          Capability.COMMENT,
          Capability.RANDOM_FULLY,
          Capability.RECENT,
          Capability.REJECT,
          Capability.STATISTIC);

  private Set<Capability> lacking;
  private List<Set<Capability>> questions;
  private FlakyFilter filter;
  private Syncer syncer;

  @BeforeTry
  void newKernel() {
    lacking = EnumSet.noneOf(Capability.class);
    questions = new ArrayList<>();
    filter = new FlakyFilter(new FakePacketFilter(IpFamily.IPV4));
    syncer =
        Syncer.of(
            List.of(new FamilyKernel(filter, this::missing, Optional.empty(), Optional.empty())),
            Objects.NODE,
            SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT));
  }

  private Set<Capability> missing(Set<Capability> asked) {
    questions.add(EnumSet.copyOf(asked));
    Set<Capability> missing = EnumSet.copyOf(asked);
    missing.retainAll(lacking);
    return missing;
  }

  private FamilyReport sync(ClusterChange... changes) {
    List.of(changes).forEach(syncer::add);
    return syncer.sync().families().get(0);
  }

  @Property(tries = 48)
  void changeByChangeTheKernelHoldsWhatItCan(@ForAll Random random) {
    NOT_VITAL.stream().filter(one -> random.nextInt(3) == 0).forEach(lacking::add);
    Manifests manifests = new Manifests(List.of(), List.of(), List.of());
    sync(Objects.replace(manifests));
    for (int i = 0; i < STEPS; i++) {
      Manifests next =
          ClusterChanges.between(
              manifests, NodeArbitraries.manifests(random), 1 + random.nextInt(4), random);
      ClusterChanges.of(manifests, next).forEach(syncer::add);
      manifests = next;
      int asked = questions.size();
      FamilyReport done = sync();
      assertTrue(done.isComplete(), done::toString);
      assertHolds(manifests, done);
      Statistics.label("asked").collect(questions.size() > asked);
    }
    int asked = questions.size();
    assertHolds(manifests, syncer.verify().families().get(0));
    assertEquals(asked + 1, questions.size(), "all at once");
  }

  private void assertHolds(Manifests manifests, FamilyReport done) {
    CompiledRuleset desired = Objects.compiled(manifests, IpFamily.IPV4);
    AdaptedRules adapted = Adaptation.adapt(desired, lacking);
    IptablesPlan plan = IptablesPlanner.plan(filter.fake().ruleset(), adapted.rules());
    assertTrue(plan.isEmpty(), plan::toString);
    assertEquals(adapted.leftOut().stream().map(RefusedServicePort::of).toList(), done.leftOut());
    Set<Capability> told = Adaptation.used(desired);
    told.retainAll(lacking);
    assertTrue(done.lacking().containsAll(told), done.lacking()::toString);
    assertTrue(lacking.containsAll(done.lacking()), done.lacking()::toString);
  }

  @Example
  void nothingIsAskedTwice() {
    sync(Objects.replace(Objects.cluster(2, 1)));
    assertEquals(1, questions.size());
    assertFalse(questions.get(0).contains(Capability.STATISTIC));
    sync(Objects.set(Objects.slice(IpFamily.IPV4, 0, 2)));
    assertEquals(List.of(EnumSet.of(Capability.STATISTIC)), questions.subList(1, 2));
    sync(Objects.set(Objects.slice(IpFamily.IPV4, 0, 3)));
    sync(Objects.set(Objects.slice(IpFamily.IPV4, 1, 3)));
    assertEquals(2, questions.size());
  }

  @Example
  void aServicePortIsThereAgainWhenItCanBe() {
    lacking.add(Capability.STATISTIC);
    sync(Objects.replace(Objects.cluster(2, 1)));
    FamilyReport without = sync(Objects.set(Objects.slice(IpFamily.IPV4, 1, 2)));
    assertEquals(SyncScope.CHANGES, without.scope());
    assertEquals(1, without.leftOut().size());
    assertTrue(without.leftOut().get(0).reason().contains("match statistic is missing"));
    assertEquals(Set.of(Capability.STATISTIC), without.lacking());
    assertEquals(without.leftOut(), sync().leftOut(), "told in each report");
    lacking.clear();
    FamilyReport now = syncer.verify().families().get(0);
    assertEquals(List.of(), now.leftOut());
    assertEquals(Set.of(), now.lacking());
    Manifests all =
        new Manifests(
            Objects.cluster(2, 1).services(),
            List.of(Objects.slice(IpFamily.IPV4, 0, 1), Objects.slice(IpFamily.IPV4, 1, 2)),
            List.of());
    assertHolds(all, now);
  }

  @Example
  void withoutWhatAllNeedNothingIsChanged() {
    lacking.add(Capability.MASQUERADE);
    FamilyReport failed = sync(Objects.replace(Objects.cluster(1, 1)));
    assertEquals(PacketFilterException.Kind.UNAVAILABLE, failed.failure().orElseThrow().kind());
    assertEquals(0, filter.applies());
    lacking.clear();
    assertTrue(sync().isComplete());
  }
}
