// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.flow.Frontends;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.sync.ClusterStore;
import io.svcrules.model.sync.Touched;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final NodeCapabilities capabilities;
  private final FlowKeeper flows;
  private final SettingKeeper sysctls;
  private final SortedSet<NamespacedName> pending = new TreeSet<>();
  private RefusedPorts refused = new RefusedPorts();
  private Optional<FamilyState> state = Optional.empty();

  FamilySyncer(FamilyKernel kernel, SyncSettings settings) {
    this.filter = kernel.filter();
    this.settings = settings;
    this.edits = ForeignEdits.of(filter);
    this.capabilities = new NodeCapabilities(kernel.probe());
    this.flows = new FlowKeeper(kernel.flows());
    this.sysctls = new SettingKeeper(kernel.sysctls());
  }

  /** In front of a round of work of all families. */
  void begin(Touched touched) {
    edits.look();
    sysctls.begin();
    pending.addAll(touched.services());
    if (touched.all()) {
      state = Optional.empty();
    }
  }

  FamilyReport idle() {
    return FamilyReport.nothing(filter.family(), notServed());
  }

  FamilyReport sync(ClusterStore store) {
    return changed(store).with(sysctls.outcome());
  }

  private FamilyReport changed(ClusterStore store) {
    Optional<FamilyReport> done = Optional.empty();
    if (state.isPresent()) {
      sysctls.settle();
      boolean nothing = pending.isEmpty() && flows.owed().isEmpty();
      done = nothing ? Optional.of(idle()) : changes(store);
    }
    return done.orElseGet(() -> everything(store));
  }

  FamilyReport check(ClusterStore store) {
    if (edits.failure().isPresent()) {
      state = Optional.empty();
      return failed(SyncScope.NOTHING, edits.failure().get());
    }
    sysctls.doubt();
    return edits.areSuspected() ? verified(store) : sync(store);
  }

  FamilyReport verify(ClusterStore store) {
    refused = new RefusedPorts();
    return verified(store);
  }

  private FamilyReport verified(ClusterStore store) {
    return everything(store).with(sysctls.outcome());
  }

  /** Empty if everything must be looked at. */
  private Optional<FamilyReport> changes(ClusterStore store) {
    FamilyState known = state.orElseThrow();
    state = Optional.empty();
    IptablesPlan plan;
    StaleFlows stale;
    try {
      FamilyChanges changes = known.changes(pending, store, capabilities, refused);
      if (known.isOutgrown()) {
        return Optional.empty();
      }
      plan = known.plan(changes.fragments());
      stale = expected(known, known.stale(changes));
      if (!plan.isEmpty()) {
        filter.apply(plan);
      }
      known.accept(changes.fragments());
    } catch (PacketFilterException e) {
      // Either the kernel refuses a service port, or others changed what the plan relies on.
      return e.kind() == Kind.REFUSED
          ? Optional.empty()
          : Optional.of(failed(SyncScope.CHANGES, e));
    }
    pending.clear();
    state = Optional.of(known);
    return Optional.of(FamilyReport.changes(plan, flows.clean(stale), notServed()));
  }

  /** What is to be forgotten after a change: more than its own flows if others are owed. */
  private StaleFlows expected(FamilyState known, StaleFlows ofChange) {
    if (flows.owed().isEmpty() && ofChange.isEmpty()) {
      return ofChange;
    }
    boolean owing = flows.owed().isPresent();
    flows.expect(ofChange.before());
    return owing ? flows.owed().map(known::allStale).orElseThrow() : ofChange;
  }

  private FamilyReport everything(ClusterStore store) {
    // Before anything is read, so that the old state does not take memory beside the new one.
    state = Optional.empty();
    DesiredRules desired = DesiredRules.of(store, filter.family(), settings);
    try {
      CompiledRuleset tried = refused.without(capabilities.adapt(desired.compiled()));
      sysctls.release(tried);
      ApplyOutcome outcome = apply(tried);
      CompiledRuleset applied = refused.split(tried, outcome.leftOut());
      pending.clear();
      edits.clear();
      sysctls.require();
      FamilyState now = new FamilyState(desired, applied, flows.isAtWork());
      if (outcome.remaining().isEmpty()) {
        state = Optional.of(now);
      }
      Frontends before = flows.owed().orElse(Frontends.NONE);
      return FamilyReport.everything(outcome, flows.clean(now.allStale(before)), notServed());
    } catch (PacketFilterException e) {
      return failed(SyncScope.EVERYTHING, e);
    }
  }

  private ApplyOutcome apply(CompiledRuleset desired) {
    if (!flows.isAtWork()) {
      return new Applier(filter).apply(desired);
    }
    FrontendWatch watch = new FrontendWatch(filter);
    try {
      return new Applier(watch).apply(desired);
    } finally {
      flows.expect(watch.before());
    }
  }

  private FamilyReport failed(SyncScope scope, PacketFilterException e) {
    return FamilyReport.failed(filter.family(), scope, notServed(), e);
  }

  private NotServed notServed() {
    List<RefusedServicePort> leftOut = new ArrayList<>(refused.reports());
    leftOut.addAll(capabilities.reports());
    leftOut.sort(Comparator.comparing(RefusedServicePort::name));
    return new NotServed(leftOut, capabilities.lacking());
  }
}
