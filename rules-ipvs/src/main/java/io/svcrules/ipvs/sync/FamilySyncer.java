// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.kernel.AdaptedIpvs;
import io.svcrules.ipvs.kernel.IpvsApplier;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.IpvsLacking;
import io.svcrules.ipvs.kernel.IpvsTableException;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.RealServersNow;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.sync.ClusterStore;
import io.svcrules.model.sync.Touched;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Keeps one family in step. What the kernel holds counts as unknown while it is changed, and stays
 * so if that fails: then everything is read. What the kernel lacks, and sets of others that hold
 * everything up, are looked for at checks only, and more and more seldom.
 */
final class FamilySyncer {
  private final IpFamily family;
  private final LiveIpvsTable table;
  private final IpvsSyncSettings settings;
  private final ForeignEdits edits;
  private final SortedSet<NamespacedName> pending = new TreeSet<>();
  private RefusedFragments refused = new RefusedFragments();
  private Optional<FamilyState> state = Optional.empty();
  private Optional<IpvsPlan> heldUp = Optional.empty();
  private Backoff retry = new Backoff();

  FamilySyncer(IpFamily family, LiveIpvsTable table, IpvsSyncSettings settings) {
    this.family = family;
    this.table = table;
    this.settings = settings;
    this.edits = new ForeignEdits(family, table);
  }

  /** In front of a round of work of all families. */
  void begin(Touched touched) {
    pending.addAll(touched.services());
    if (touched.all()) {
      state = Optional.empty();
      heldUp = Optional.empty();
    }
  }

  IpvsFamilyReport idle() {
    return IpvsFamilyReport.nothing(family, refused.reports(), lacking(), nextLook());
  }

  private IpvsLacking lacking() {
    return state.map(FamilyState::lacking).orElse(IpvsLacking.NOTHING);
  }

  private Optional<Duration> nextLook() {
    return state.flatMap(known -> known.drains().nextLook());
  }

  /** Does what is pending. */
  IpvsFamilyReport sync(ClusterStore store) {
    if (heldUp.isPresent()) {
      return IpvsFamilyReport.heldUp(family, heldUp.get(), refused.reports(), lacking());
    }
    return state.isPresent() && pending.isEmpty() ? idle() : change(store, Set.of());
  }

  /** Does what is pending, and looks at all that is being drained. */
  IpvsFamilyReport tick(ClusterStore store) {
    Set<VirtualServerKey.Address> draining =
        state.map(known -> Set.copyOf(known.drains().keys())).orElse(Set.of());
    return draining.isEmpty() ? sync(store) : change(store, draining);
  }

  IpvsFamilyReport check(ClusterStore store) {
    try {
      if (heldUp.isPresent() ? retry.isDue() : state.filter(this::isOutdated).isPresent()) {
        return everything(store);
      }
    } catch (IpvsTableException | PacketFilterException e) {
      state = Optional.empty();
      return failed(SyncScope.NOTHING, e);
    }
    return tick(store);
  }

  private boolean isOutdated(FamilyState known) {
    return hasLearned(known.lacking().servers()) || edits.areSuspected(known);
  }

  /** Whether the kernel has now what it lacked; not asked each time. */
  private boolean hasLearned(Set<IpvsCapability> lacking) {
    return !lacking.isEmpty()
        && retry.isDue()
        && !table.probe().missing(family, lacking).containsAll(lacking);
  }

  IpvsFamilyReport verify(ClusterStore store) {
    refused = new RefusedFragments();
    retry = new Backoff();
    return everything(store);
  }

  private IpvsFamilyReport change(
      ClusterStore store, Collection<VirtualServerKey.Address> draining) {
    if (state.isEmpty()) {
      return everything(store);
    }
    FamilyState known = state.get();
    state = Optional.empty();
    Footprint touched = known.change(pending, store, refused);
    if (known.isOutgrownBy(touched)) {
      return everything(store);
    }
    try {
      IpvsPlan plan = carryOut(known, known.planner(touched, draining));
      pending.clear();
      state = Optional.of(known);
      return IpvsFamilyReport.changes(family, plan, refused.reports(), lacking(), nextLook());
    } catch (IpvsTableException | PacketFilterException e) {
      // Either the kernel refuses a service port, or others changed what the plan relies on; a
      // kernel that cannot be talked to at all will say so again.
      return everything(store);
    }
  }

  private IpvsPlan carryOut(FamilyState known, ChangePlanner planner) {
    Set<VirtualServerKey.Address> uncertain = planner.uncertain();
    RealServersNow now =
        uncertain.isEmpty() ? RealServersNow.NONE : table.realServers(family, uncertain);
    IpvsPlan plan = planner.plan(now);
    if (!plan.isEmpty()) {
      table.apply(family, plan.changes());
    }
    known.accept(planner, plan);
    return plan;
  }

  private IpvsFamilyReport everything(ClusterStore store) {
    // Before anything is read, so that the old state does not take memory beside the new one.
    state = Optional.empty();
    heldUp = Optional.empty();
    DesiredServers desired = DesiredServers.of(store, family, settings);
    CompiledIpvs tried = refused.without(desired.compiled(), desired.config());
    try {
      IpvsApplyOutcome outcome =
          new IpvsApplier(table, settings.options(), CapabilityProbe.ALL_THERE)
              .apply(tried, desired.config());
      CompiledIpvs accepted = refused.split(tried, outcome.leftOut(), desired.config());
      heldUp = Optional.of(outcome.plan()).filter(IpvsPlan::isHeldUp);
      if (outcome.remaining().isEmpty() && heldUp.isEmpty()) {
        state = Optional.of(known(desired, accepted, outcome));
      }
      if (heldUp.isEmpty() && outcome.lacking().equals(IpvsLacking.NOTHING)) {
        retry = new Backoff();
      }
      pending.clear();
      return IpvsFamilyReport.everything(family, outcome, refused.reports(), nextLook());
    } catch (IpvsTableException | PacketFilterException e) {
      return failed(SyncScope.EVERYTHING, e);
    }
  }

  private FamilyState known(
      DesiredServers desired, CompiledIpvs accepted, IpvsApplyOutcome outcome) {
    CompiledIpvs applied = AdaptedIpvs.of(accepted, desired.config(), outcome.lacking()).compiled();
    IpvsPlan left = outcome.remaining();
    return new FamilyState(
        desired,
        applied,
        outcome.lacking(),
        settings.options().apply(usual(desired)),
        left.draining(),
        settings(applied, left));
  }

  /** The options without what single service ports ask for. */
  private static PlanOptions usual(DesiredServers desired) {
    return new PlanOptions(
        desired.config().drainSeconds(),
        Map.of(),
        desired.config().excludeCidrs(),
        desired.config().nodeAddresses());
  }

  /** The settings of virtual servers with drained real servers; the kernel knows best. */
  private Function<VirtualServerKey.Address, VirtualServerSettings> settings(
      CompiledIpvs applied, IpvsPlan left) {
    Map<VirtualServerKey, VirtualServerSettings> found = new HashMap<>();
    List<VirtualServerKey> draining =
        left.draining().stream().map(server -> server.id().server()).toList();
    if (!applied.state().servers().keySet().containsAll(draining)) {
      IpvsState outline = table.outline(family);
      outline.servers().values().forEach(server -> found.put(server.key(), server.settings()));
    }
    for (VirtualServerKey key : draining) {
      VirtualServer wanted = applied.state().servers().get(key);
      if (wanted != null) {
        found.put(key, wanted.settings());
      }
    }
    return found::get;
  }

  private IpvsFamilyReport failed(SyncScope scope, RuntimeException e) {
    return IpvsFamilyReport.failed(family, scope, refused.reports(), e);
  }
}
