// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.ChangeWatch;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.model.Node;
import io.svcrules.model.sync.ChangeQueue;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.model.sync.ClusterStore;
import io.svcrules.model.sync.Synchronizer;
import io.svcrules.model.sync.Touched;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps the iptables rules of a node in step with the cluster, in one family or in both. Remembers
 * what it applied, so that a change costs what it changes: the service ports that it touches are
 * resolved and compiled again, and only what differs is sent to the kernel, which is not read.
 *
 * <p>Everything is read, planned and proved by reading back
 *
 * <ul>
 *   <li>at first, once all objects were given by {@link ClusterChange.Replace}; before that nothing
 *       is done, as the rules of objects that are still to come must stay,
 *   <li>after a failure, in the next round,
 *   <li>at once if the kernel refuses a change: service ports that it refuses are left out and told
 *       in each report, until they change or {@link #verify} tries them again,
 *   <li>if the node changes, or the cluster grows or shrinks past the number of endpoints that
 *       decides on comments,
 *   <li>by {@link #check} if others may have changed rules, which only a packet filter with a
 *       {@link ChangeWatch} can tell, and by {@link #verify}.
 * </ul>
 *
 * <p>After a change the kernel forgets the UDP flows that it made stale, and the kernel is asked
 * for them only if it can have made one. If that fails, the next round looks for all stale flows.
 *
 * <p>Settings of the kernel that rules need are set once the rules are there, and put back, if they
 * were set here, before rules come that do not need them. Each look at everything and each {@link
 * #check} sees to them. If that fails, the next round tries again.
 *
 * <p>One family does not hold up the other: what fails is in the report. {@link #add} may be called
 * by any thread at any time; the rounds of work wait for one another.
 */
public final class Syncer implements Synchronizer<SyncReport> {
  private final ChangeQueue queue = new ChangeQueue();
  private final ClusterStore store;
  private final List<FamilySyncer> families;

  /**
   * A syncer that knows no objects yet, for kernels that lack nothing; flows and settings are left
   * alone.
   *
   * @param filters the rules of one family or both; at most one packet filter for each, used by
   *     nobody else to change rules
   * @param node the node the rules are for, until {@link ClusterChange.SetNode} says otherwise
   */
  public Syncer(List<PacketFilter> filters, Node node, SyncSettings settings) {
    this(new ClusterStore(node), filters.stream().map(FamilyKernel::of).toList(), settings);
  }

  private Syncer(ClusterStore store, List<FamilyKernel> kernels, SyncSettings settings) {
    this.store = store;
    this.families = kernels.stream().map(kernel -> new FamilySyncer(kernel, settings)).toList();
    if (kernels.stream().map(one -> one.filter().family()).distinct().count() != kernels.size()) {
      throw new IllegalArgumentException("two packet filters of one family");
    }
  }

  /**
   * A syncer that knows no objects yet, asks what the kernel lacks before rules use it, has it
   * forget flows that rules no longer lead where they go, and keeps the settings that rules need.
   *
   * @param kernels one for each family
   * @param node the node the rules are for, until {@link ClusterChange.SetNode} says otherwise
   */
  public static Syncer of(List<FamilyKernel> kernels, Node node, SyncSettings settings) {
    return new Syncer(new ClusterStore(node), kernels, settings);
  }

  @Override
  public void add(ClusterChange change) {
    queue.add(change);
  }

  @Override
  public SyncReport sync() {
    return round(family -> family.sync(store));
  }

  @Override
  public SyncReport check() {
    return round(family -> family.check(store));
  }

  /**
   * {@inheritDoc} Service ports that the kernel refused are tried again, as it may have learned
   * what it lacked.
   */
  @Override
  public SyncReport verify() {
    return round(family -> family.verify(store));
  }

  private synchronized SyncReport round(Function<FamilySyncer, FamilyReport> work) {
    queue.drain().forEach(change -> change.applyTo(store));
    if (!store.isComplete()) {
      return new SyncReport(families.stream().map(FamilySyncer::idle).toList());
    }
    Touched touched = store.takeTouched();
    families.forEach(family -> family.begin(touched));
    List<FamilyReport> reports = new ArrayList<>(families.size());
    families.forEach(family -> reports.add(work.apply(family)));
    return new SyncReport(reports);
  }
}
