// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.kernel.ChangeWatch;
import io.svcrules.iptables.kernel.NodeKeeper;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.NodeArbitraries;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.random.ClusterChanges;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterChange;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Keeps a node by a {@link Syncer}, which is told of single objects. */
final class SyncerKeeper implements NodeKeeper {
  private static final Node OTHER_NODE = Node.named("node-2");

  private final Syncer syncer;
  private final boolean canTell;
  private Manifests manifests = new Manifests(List.of(), List.of(), List.of());
  private Node node = NodeArbitraries.NODE;
  private List<RefusedServicePort> leftOut = List.of();
  private boolean known;

  SyncerKeeper(PacketFilter filter) {
    this.syncer =
        new Syncer(
            List.of(filter), node, SyncSettings.of(ResolveOptions.DEFAULT, NodeArbitraries.CONFIG));
    this.canTell = filter instanceof ChangeWatch;
    syncer.add(new ClusterChange.Replace(manifests));
  }

  @Override
  public void servicesChange(Random random) {
    Manifests next =
        ClusterChanges.between(
            manifests, NodeArbitraries.manifests(random), 1 + random.nextInt(4), random);
    ClusterChanges.tell(manifests, next, random, syncer::add);
    manifests = next;
  }

  /** The node becomes another. */
  void nodeChanges() {
    node = node.equals(OTHER_NODE) ? NodeArbitraries.NODE : OTHER_NODE;
    syncer.add(new ClusterChange.SetNode(node));
    known = false;
  }

  @Override
  public CompiledRuleset desired() {
    CompiledRuleset all =
        IptablesCompiler.compile(
            ServiceResolver.resolve(manifests, IpFamily.IPV4, node, ResolveOptions.DEFAULT),
            NodeArbitraries.CONFIG);
    Set<ServicePortName> out = new TreeSet<>();
    leftOut.forEach(refused -> out.add(refused.name()));
    return new CompiledRuleset(
        all.family(),
        all.base(),
        all.fragments().stream().filter(one -> !out.contains(one.name())).toList());
  }

  @Override
  public void follow() {
    FamilyReport done = complete(syncer.sync());
    if (known) {
      assertNotEquals(SyncScope.EVERYTHING, done.scope(), "no need to read the kernel");
    }
    known = true;
    assertNothingToDo();
  }

  @Override
  public void repair() {
    complete(canTell ? syncer.check() : syncer.verify());
    known = true;
    assertNothingToDo();
  }

  /** A round that may fail. */
  FamilyReport attempt() {
    known = false;
    return report(syncer.sync());
  }

  /** Everything is read, and what was refused is tried again. */
  void verify() {
    assertEquals(List.of(), complete(syncer.verify()).leftOut());
    known = true;
    assertNothingToDo();
  }

  private void assertNothingToDo() {
    assertEquals(SyncScope.NOTHING, complete(syncer.sync()).scope());
    assertTrue(complete(syncer.check()).plan().isEmpty());
  }

  private FamilyReport complete(SyncReport report) {
    assertTrue(report.isComplete(), report::toString);
    return report(report);
  }

  private FamilyReport report(SyncReport report) {
    FamilyReport only = report.families().get(0);
    leftOut = only.leftOut();
    return only;
  }
}
