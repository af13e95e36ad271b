// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.FragmentChange;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.sync.ClusterStore;
import io.svcrules.model.sync.Touched;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the rules of one family in step. What the kernel holds counts as unknown while it is
 * changed, and stays so if that fails: then everything is read.
 */
final class FamilySyncer {
  private final PacketFilter filter;
  private final SyncSettings settings;
  private final ForeignEdits edits;
  private final SortedSet<NamespacedName> pending = new TreeSet<>();
  private RefusedPorts refused = new RefusedPorts();
  private Optional<FamilyState> state = Optional.empty();

  FamilySyncer(PacketFilter filter, SyncSettings settings) {
    this.filter = filter;
    this.settings = settings;
    this.edits = ForeignEdits.of(filter);
  }

  /** In front of a round of work of all families. */
  void begin(Touched touched) {
    edits.look();
    pending.addAll(touched.services());
    if (touched.all()) {
      state = Optional.empty();
    }
  }

  FamilyReport idle() {
    return FamilyReport.nothing(filter.family(), refused.reports());
  }

  FamilyReport sync(ClusterStore store) {
    Optional<FamilyReport> done = Optional.empty();
    if (state.isPresent()) {
      done = pending.isEmpty() ? Optional.of(idle()) : changes(store);
    }
    return done.orElseGet(() -> everything(store));
  }

  FamilyReport check(ClusterStore store) {
    if (edits.failure().isPresent()) {
      state = Optional.empty();
      return failed(SyncScope.NOTHING, edits.failure().get());
    }
    return edits.areSuspected() ? everything(store) : sync(store);
  }

  FamilyReport verify(ClusterStore store) {
    refused = new RefusedPorts();
    return everything(store);
  }

  /** Empty if everything must be looked at. */
  private Optional<FamilyReport> changes(ClusterStore store) {
    FamilyState known = state.orElseThrow();
    state = Optional.empty();
    List<FragmentChange> changes = known.changes(pending, store, refused);
    if (known.isOutgrown()) {
      return Optional.empty();
    }
    IptablesPlan plan = known.plan(changes);
    try {
      if (!plan.isEmpty()) {
        filter.apply(plan);
      }
    } catch (PacketFilterException e) {
      // Either the kernel refuses a service port, or others changed what the plan relies on.
      return e.kind() == Kind.REFUSED
          ? Optional.empty()
          : Optional.of(failed(SyncScope.CHANGES, e));
    }
    known.accept(changes);
    pending.clear();
    state = Optional.of(known);
    return Optional.of(FamilyReport.changes(plan, refused.reports()));
  }

  private FamilyReport everything(ClusterStore store) {
    // Before anything is read, so that the old state does not take memory beside the new one.
    state = Optional.empty();
    DesiredRules desired = DesiredRules.of(store, filter.family(), settings);
    CompiledRuleset tried = refused.without(desired.compiled());
    try {
      ApplyOutcome outcome = new Applier(filter).apply(tried);
      CompiledRuleset applied = refused.split(tried, outcome.leftOut());
      pending.clear();
      edits.clear();
      if (outcome.remaining().isEmpty()) {
        state = Optional.of(new FamilyState(desired, applied));
      }
      return FamilyReport.everything(outcome, refused.reports());
    } catch (PacketFilterException e) {
      return failed(SyncScope.EVERYTHING, e);
    }
  }

  private FamilyReport failed(SyncScope scope, PacketFilterException e) {
    return FamilyReport.failed(filter.family(), scope, refused.reports(), e);
  }
}
