// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.model.IpFamily;
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
 * Keeps what mode ipvs has on a node in step with the cluster, in one family or in both. Remembers
 * what it applied, so that a change costs what it changes: the service ports that it touches are
 * resolved and compiled again, and only what differs in virtual servers, real servers, addresses
 * and elements of sets is sent to the kernel. The kernel is asked for nothing but the connections
 * of virtual servers that lose real servers of TCP.
 *
 * <p>Everything is read, planned and proved by reading back, the device, the sets themselves, the
 * rules and the settings of the kernel included,
 *
 * <ul>
 *   <li>at first, once all objects were given by {@link ClusterChange.Replace}; before that nothing
 *       is done, as what objects that are still to come have in the kernel must stay,
 *   <li>at once if a change fails, and after that in each round until it works: service ports that
 *       the kernel refuses are left out and told in each report, until they change or {@link
 *       #verify} tries them again,
 *   <li>if the node changes, a set outgrows its size, or the first service port is served,
 *   <li>by {@link #check} if others changed what is ours, and by {@link #verify}.
 * </ul>
 *
 * <p>A scheduler that the kernel lacks is asked for again by {@link #check}, and so is whether sets
 * of others are still in the way: the first time, and after that more and more seldom, down to
 * every 32nd time. A change costs no more meanwhile.
 *
 * <p>Real servers that are drained go when their connections have gone, or their time is up: {@link
 * #tick} and {@link #check} look at them.
 *
 * <p>One family does not hold up the other: what fails is in the report. {@link #add} may be called
 * by any thread at any time; the rounds of work wait for one another.
 */
public final class IpvsSyncer implements Synchronizer<IpvsSyncReport> {
  private final ChangeQueue queue = new ChangeQueue();
  private final ClusterStore store;
  private final List<FamilySyncer> families;

  /**
   * A syncer that knows no objects yet.
   *
   * @param table the kernel; what is ours in it nobody else should change
   * @param families one family or both
   * @param node the node that serves, until {@link ClusterChange.SetNode} says otherwise
   */
  public IpvsSyncer(
      LiveIpvsTable table, List<IpFamily> families, Node node, IpvsSyncSettings settings) {
    this.store = new ClusterStore(node);
    this.families =
        families.stream().map(family -> new FamilySyncer(family, table, settings)).toList();
    if (families.stream().distinct().count() != families.size()) {
      throw new IllegalArgumentException("a family twice: " + families);
    }
  }

  @Override
  public void add(ClusterChange change) {
    queue.add(change);
  }

  @Override
  public IpvsSyncReport sync() {
    return round(family -> family.sync(store));
  }

  /**
   * Does what {@link #sync} does, and lets those real servers go that are drained: at the cost of
   * one request for each virtual server that has some. To be called again after {@link
   * IpvsSyncReport#nextLook}.
   */
  public IpvsSyncReport tick() {
    return round(family -> family.tick(store));
  }

  /**
   * Does what {@link #tick} does, but first compares what the kernel holds with what it should. One
   * dump each of the virtual servers, the addresses and the sets, and one reading of the rules: all
   * of it; of the real servers, for which the kernel must be asked virtual server by virtual
   * server, 512 virtual servers more with each call, until all have had their turn. Does what
   * {@link #verify} does if something differs, but for trying again what was refused.
   */
  @Override
  public IpvsSyncReport check() {
    return round(family -> family.check(store));
  }

  /**
   * {@inheritDoc} Service ports that the kernel refused are tried again, as it may have learned
   * what it lacked.
   */
  @Override
  public IpvsSyncReport verify() {
    return round(family -> family.verify(store));
  }

  private synchronized IpvsSyncReport round(Function<FamilySyncer, IpvsFamilyReport> work) {
    queue.drain().forEach(change -> change.applyTo(store));
    if (!store.isComplete()) {
      return new IpvsSyncReport(families.stream().map(FamilySyncer::idle).toList());
    }
    Touched touched = store.takeTouched();
    families.forEach(family -> family.begin(touched));
    List<IpvsFamilyReport> reports = new ArrayList<>(families.size());
    families.forEach(family -> reports.add(work.apply(family)));
    return new IpvsSyncReport(reports);
  }
}
