// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** What the Syncer forgets after a change is what a plan of everything forgets. */
final class SyncerFlowPropertyTest {
  private static final int STEPS = 40;
  private static final Set<IpAddress> NODE = Set.of(UdpCluster.NODE_ADDRESS);
  private static final List<Flow> ALL = UdpCluster.flows();

  private FlakyFilter filter;
  private FlakyFlows flows;
  private Syncer syncer;
  private Manifests manifests;

  @BeforeTry
  void begin() {
    filter = new FlakyFilter(new FakePacketFilter(IpFamily.IPV4));
    flows = new FlakyFlows();
    syncer =
        Syncer.of(
            List.of(
                new FamilyKernel(
                    filter, CapabilityProbe.ALL_THERE, Optional.of(flows), Optional.empty())),
            Objects.NODE,
            SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT));
    manifests = new Manifests(List.of(), List.of(), List.of());
    syncer.add(Objects.replace(manifests));
    assertTrue(sync().isComplete());
  }

  private void change(Random random) {
    Manifests next =
        ClusterChanges.between(manifests, UdpCluster.random(random), 1 + random.nextInt(4), random);
    ClusterChanges.of(manifests, next).forEach(syncer::add);
    manifests = next;
  }

  private FamilyReport sync() {
    return syncer.sync().families().get(0);
  }

  /** The stale ones of all flows, if the kernel held these rules before. */
  private Set<Flow> stale(Ruleset before) {
    ServiceTable table =
        ServiceResolver.resolve(manifests, IpFamily.IPV4, Objects.NODE, ResolveOptions.DEFAULT);
    StaleFlows stale =
        StaleFlows.of(
            before, table, IptablesCompiler.compile(table, IptablesConfig.DEFAULT), Set.of());
    Set<Flow> found = new HashSet<>(ALL);
    found.removeIf(flow -> !stale.contains(flow, NODE));
    return found;
  }

  /** All flows come that can be there with the rules that the kernel has now. */
  private void flowsCome() {
    Set<Flow> impossible = stale(filter.fake().ruleset());
    ALL.stream().filter(flow -> !impossible.contains(flow)).forEach(flows::add);
  }

  @Property(tries = 48)
  void aChangeForgetsWhatAPlanOfEverythingForgets(@ForAll Random random) {
    for (int i = 0; i < STEPS; i++) {
      flowsCome();
      Ruleset before = filter.fake().ruleset();
      int looks = flows.looks();
      change(random);
      Set<Flow> left = flows.flows();
      left.removeAll(stale(before));
      FamilyReport done = sync();
      assertTrue(done.isComplete());
      assertTrue(done.scope() != SyncScope.EVERYTHING, "the kernel's rules are not read");
      assertEquals(Set.of(), difference(flows.flows(), left), "stale flows are left");
      assertEquals(Set.of(), difference(left, flows.flows()), "flows that are not stale are gone");
      Statistics.label("looked at flows").collect(flows.looks() > looks);
    }
  }

  @Property(tries = 48)
  void whatCouldNotBeForgottenIsForgottenLater(@ForAll Random random) {
    for (int i = 0; i < STEPS / 4; i++) {
      flowsCome();
      List<Ruleset> before = new ArrayList<>(List.of(filter.fake().ruleset()));
      Set<Flow> left = flows.flows();
      for (int j = 0; j < 1 + random.nextInt(3); j++) {
        change(random);
        trouble(random);
        sync();
        before.add(filter.fake().ruleset());
      }
      flows.setWorking(true);
      filter.setReadable(true);
      filter.fake().dieAfter(Integer.MAX_VALUE);
      change(random);
      syncer.sync();
      assertTrue(sync().isComplete());
      // Some may have gone in between, when they were stale for a while.
      before.forEach(rules -> left.removeAll(stale(rules)));
      assertEquals(Set.of(), difference(flows.flows(), left), "stale flows are left");
      assertEquals(SyncScope.NOTHING, sync().scope());
    }
  }

  private void trouble(Random random) {
    flows.setWorking(random.nextBoolean());
    filter.setReadable(random.nextInt(4) > 0);
    filter.fake().dieAfter(random.nextInt(4) == 0 ? random.nextInt(9) : Integer.MAX_VALUE);
  }

  private static Set<Flow> difference(Set<Flow> all, Set<Flow> without) {
    Set<Flow> rest = new HashSet<>(all);
    rest.removeAll(without);
    return Collections.unmodifiableSet(rest);
  }
}
