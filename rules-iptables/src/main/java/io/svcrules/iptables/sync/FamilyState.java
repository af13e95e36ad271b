// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.FragmentCompiler;
import io.svcrules.iptables.flow.FrontendIndex;
import io.svcrules.iptables.flow.Frontends;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.plan.AppliedFragments;
import io.svcrules.iptables.plan.FragmentChange;
import io.svcrules.iptables.plan.IncrementalPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import io.svcrules.model.sync.ClusterStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one family of a kernel holds, and how that was worked out: all that is needed to find what a
 * change of single Services means.
 */
final class FamilyState {
  private final ServiceResolver resolver;
  private final CommentMode comments;
  private final boolean endpointComments;
  private final EndpointTotal endpoints;
  private final FragmentCompiler compiler;
  private final AppliedFragments applied;
  private final FrontendIndex frontends;

  /**
   * The state after the rules were brought to what they should be, but for those refused.
   *
   * @param keepsFlows whether it is worth while to remember where services are asked
   */
  FamilyState(DesiredRules desired, CompiledRuleset applied, boolean keepsFlows) {
    this.resolver = desired.resolver();
    this.comments = desired.config().comments();
    this.endpoints = new EndpointTotal(desired.table().ports());
    this.endpointComments = comments.atEndpoints(endpoints.get());
    this.compiler = new FragmentCompiler(applied.family(), desired.config(), endpoints.get());
    this.applied = new AppliedFragments(applied);
    List<ResolvedServicePort> served = keepsFlows ? served(desired.table(), applied) : List.of();
    this.frontends = new FrontendIndex(served, applied);
  }

  private static List<ResolvedServicePort> served(ServiceTable table, CompiledRuleset applied) {
    Set<ServicePortName> there =
        applied.fragments().stream().map(Fragment::name).collect(Collectors.toSet());
    return table.ports().stream().filter(port -> there.contains(port.name())).toList();
  }

  /** How the service ports of some Services differ from what the kernel holds. */
  FamilyChanges changes(
      Collection<NamespacedName> services,
      ClusterStore store,
      NodeCapabilities capabilities,
      RefusedPorts refused) {
    FamilyChanges changes = new FamilyChanges();
    for (NamespacedName service : services) {
      List<ResolvedServicePort> ports = store.resolve(service, resolver);
      endpoints.set(service, ports);
      List<Fragment> fragments =
          capabilities.adapt(service, ports.stream().map(compiler::compile).toList());
      refused.keep(service, fragments);
      Map<ServicePortName, Fragment> there = new HashMap<>();
      fragments.stream()
          .filter(fragment -> !refused.contains(fragment))
          .forEach(fragment -> there.put(fragment.name(), fragment));
      addChanges(service, ports, there, changes);
    }
    return changes;
  }

  private void addChanges(
      NamespacedName service,
      List<ResolvedServicePort> ports,
      Map<ServicePortName, Fragment> there,
      FamilyChanges changes) {
    Set<ServicePortName> gone = new HashSet<>(applied.ofService(service));
    for (ResolvedServicePort port : ports) {
      Fragment fragment = there.get(port.name());
      if (fragment != null) {
        changes.add(port, fragment);
        gone.remove(port.name());
      }
    }
    applied.ofService(service).stream().filter(gone::contains).forEach(changes::addGone);
  }

  /**
   * Whether the cluster has become so large, or small, that the rules of all service ports are
   * others: the only thing that a service port has to do with the rest.
   */
  boolean isOutgrown() {
    return comments.atEndpoints(endpoints.get()) != endpointComments;
  }

  IptablesPlan plan(List<FragmentChange> changes) {
    return IncrementalPlanner.plan(applied, changes);
  }

  /** The flows that are stale once the kernel was changed; to be asked once for each change. */
  StaleFlows stale(FamilyChanges changes) {
    return frontends.change(changes.served());
  }

  /**
   * All flows that are stale.
   *
   * @param before where services were asked when there was none
   */
  StaleFlows allStale(Frontends before) {
    return frontends.all(before);
  }

  /** The kernel was changed accordingly. */
  void accept(List<FragmentChange> changes) {
    applied.accept(changes);
  }
}
