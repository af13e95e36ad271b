// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.ServiceFacts;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.ipvs.plan.Reachable;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.random.RandomCluster;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterChange;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** A kernel that an {@link IpvsSyncer} keeps, and what it should hold at any time. */
final class SyncedNode {
  static final List<IpFamily> FAMILIES = List.of(IpFamily.values());
  static final IpvsConfig CONFIG =
      IpvsConfig.builder().drainSeconds(100).nodeAddresses(RandomCluster.NODE.addresses()).build();
  private static final Node OTHER_NODE =
      new Node("node-2", Map.of(), RandomCluster.NODE.podCidrs(), RandomCluster.NODE.addresses());

  private final FlakyTable table;
  private final IpvsSyncer syncer;
  private Manifests manifests;
  private Node node = RandomCluster.NODE;

  SyncedNode(FlakyTable table) {
    this(table, RandomManifests.NONE);
  }

  private SyncedNode(FlakyTable table, Manifests manifests) {
    this.table = table;
    this.manifests = manifests;
    this.syncer =
        new IpvsSyncer(table, FAMILIES, node, IpvsSyncSettings.of(ResolveOptions.DEFAULT, CONFIG));
    syncer.add(new ClusterChange.Replace(manifests));
  }

  /** The same objects, for a syncer that has just begun. */
  SyncedNode restartedOn(FlakyTable other) {
    return new SyncedNode(other, manifests);
  }

  FlakyTable table() {
    return table;
  }

  IpvsSyncer syncer() {
    return syncer;
  }

  /** The objects become others. */
  void change(Random random) {
    Manifests next = RandomManifests.near(manifests, random);
    ClusterChanges.tell(manifests, next, random, syncer::add);
    manifests = next;
  }

  /** The node becomes another. */
  void changeNode() {
    node = node.equals(OTHER_NODE) ? RandomCluster.NODE : OTHER_NODE;
    syncer.add(new ClusterChange.SetNode(node));
  }

  /** What a family should hold, worked out from scratch. */
  CompiledIpvs desired(IpFamily family, Set<ServicePortName> without) {
    CompiledIpvs all =
        IpvsCompiler.compile(
            ServiceResolver.resolve(manifests, family, node, ResolveOptions.DEFAULT),
            ServiceFacts.of(manifests),
            CONFIG);
    return CompiledIpvs.assemble(
        family,
        CONFIG,
        all.fragments().stream().filter(one -> !without.contains(one.name())).toList());
  }

  /** The plan of who knows nothing but the objects and what the kernel holds. */
  IpvsPlan planFromScratch(IpvsFamilyReport report, IpvsSnapshot found) {
    Set<ServicePortName> leftOut = new HashSet<>();
    report.leftOut().forEach(refused -> leftOut.add(refused.name()));
    CompiledIpvs desired = desired(report.family(), leftOut);
    return IpvsPlanner.plan(found, desired.state(), PlanOptions.of(desired, CONFIG));
  }

  /** A round came to its end, and a plan from scratch finds nothing left to do. */
  void assertDone(IpvsSyncReport report) {
    assertTrue(report.isComplete(), report::toString);
    boolean draining = false;
    for (IpvsFamilyReport family : report.families()) {
      IpvsPlan plan = planFromScratch(family, table.read(family.family()));
      assertEquals(List.of(), plan.changes(), family::toString);
      draining |= !plan.draining().isEmpty();
    }
    assertEquals(draining, report.nextLook().isPresent());
  }

  /** What can be asked for by itself is what is found when everything is read. */
  void assertPartsAgree() {
    for (IpFamily family : FAMILIES) {
      Map<VirtualServerKey, VirtualServer> all = table.read(family).state().servers();
      Map<VirtualServerKey, VirtualServer> bare = new TreeMap<>();
      table
          .realServers(family, all.keySet())
          .byServer()
          .forEach((key, real) -> assertEquals(all.get(key).realServers(), real));
      all.forEach(
          (key, server) ->
              bare.put(key, new VirtualServer(key, server.settings(), new TreeMap<>())));
      assertEquals(
          table.read(family).state().withServers(bare), table.outline(family), family::toString);
    }
  }

  /** Works, and nothing that is served before and after is ever not served between. */
  IpvsSyncReport syncServing() {
    Map<IpFamily, SortedSet<VirtualServerKey>> live = new EnumMap<>(IpFamily.class);
    FAMILIES.forEach(family -> live.put(family, reachable(family)));
    table.observe(true);
    IpvsSyncReport report = syncer.sync();
    for (IpvsFamilyReport family : report.families()) {
      live.get(family.family()).retainAll(reachable(family.family()));
    }
    for (IpvsState state : table.states()) {
      assertTrue(Reachable.in(state, CONFIG).containsAll(live.get(state.family())));
    }
    table.observe(false);
    return report;
  }

  private SortedSet<VirtualServerKey> reachable(IpFamily family) {
    return Reachable.in(table.read(family).state(), CONFIG);
  }
}
