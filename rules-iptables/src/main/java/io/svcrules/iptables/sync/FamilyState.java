// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CommentMode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.FragmentCompiler;
import io.svcrules.iptables.plan.AppliedFragments;
import io.svcrules.iptables.plan.FragmentChange;
import io.svcrules.iptables.plan.IncrementalPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.sync.ClusterStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** The state after the rules were brought to what they should be, but for those refused. */
  FamilyState(DesiredRules desired, CompiledRuleset applied) {
    this.resolver = desired.resolver();
    this.comments = desired.config().comments();
    this.endpoints = new EndpointTotal(desired.table().ports());
    this.endpointComments = comments.atEndpoints(endpoints.get());
    this.compiler = new FragmentCompiler(applied.family(), desired.config(), endpoints.get());
    this.applied = new AppliedFragments(applied);
  }

  /** How the service ports of some Services differ from what the kernel holds. */
  List<FragmentChange> changes(
      Collection<NamespacedName> services, ClusterStore store, RefusedPorts refused) {
    List<FragmentChange> changes = new ArrayList<>();
    for (NamespacedName service : services) {
      List<ResolvedServicePort> ports = store.resolve(service, resolver);
      endpoints.set(service, ports);
      List<Fragment> fragments = ports.stream().map(compiler::compile).toList();
      refused.keep(service, fragments);
      addChanges(service, fragments, refused, changes);
    }
    return changes;
  }

  private void addChanges(
      NamespacedName service,
      List<Fragment> fragments,
      RefusedPorts refused,
      List<FragmentChange> changes) {
    Set<ServicePortName> there = new HashSet<>();
    for (Fragment fragment : fragments) {
      if (!refused.contains(fragment)) {
        there.add(fragment.name());
        changes.add(FragmentChange.to(fragment));
      }
    }
    for (ServicePortName name : applied.ofService(service)) {
      if (!there.contains(name)) {
        changes.add(FragmentChange.gone(name));
      }
    }
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

  /** The kernel was changed accordingly. */
  void accept(List<FragmentChange> changes) {
    applied.accept(changes);
  }
}
