// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.model.ServicePortName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans the changes of some service ports for a kernel that holds what was applied last, without
 * reading it. What that costs follows from what changes, not from how much there is.
 *
 * <p>A service port has chains of its own and rules in shared chains, and only rules of the same
 * claim have an order there. So the plan is that of {@link IptablesPlanner} for a node that has
 * nothing but these service ports and the rules of their rivals. Rules enter shared chains at the
 * top and leave them by their text, so it does not matter which others stand there.
 */
public final class IncrementalPlanner {
  private final AppliedFragments applied;
  private final Set<ServicePortName> changed = new HashSet<>();
  private final Set<SharedClaim> touched = new HashSet<>();
  private final SortedMap<ServicePortName, Fragment> before = new TreeMap<>();
  private final SortedMap<ServicePortName, Fragment> after = new TreeMap<>();

  private IncrementalPlanner(AppliedFragments applied) {
    this.applied = applied;
  }

  /**
   * The changes; none if the service ports stay as they are. Right as long as nobody else changed
   * our rules; if somebody did, the kernel may refuse the plan.
   *
   * @param applied what the kernel holds of ours
   * @param changes at most one for each service port
   */
  public static IptablesPlan plan(AppliedFragments applied, Collection<FragmentChange> changes) {
    IncrementalPlanner planner = new IncrementalPlanner(applied);
    changes.forEach(planner::add);
    planner.addRivals();
    return IptablesPlanner.plan(
        applied.compiled(planner.before.values()).ruleset(),
        applied.compiled(planner.after.values()));
  }

  private void add(FragmentChange change) {
    Optional<Fragment> old = applied.get(change.name());
    if (!old.equals(change.after())) {
      changed.add(change.name());
      old.ifPresent(fragment -> add(fragment, before));
      change.after().ifPresent(fragment -> add(fragment, after));
    }
  }

  private void add(Fragment fragment, SortedMap<ServicePortName, Fragment> side) {
    side.put(fragment.name(), fragment);
    fragment.dispatch().forEach(dispatch -> touched.add(SharedClaim.of(dispatch)));
  }

  private void addRivals() {
    for (SharedClaim claim : touched) {
      for (ServicePortName owner : applied.owners(claim)) {
        if (!changed.contains(owner) && !before.containsKey(owner)) {
          Fragment part = rival(applied.get(owner).orElseThrow());
          before.put(owner, part);
          after.put(owner, part);
        }
      }
    }
  }

  /** Of a service port that stays, the rules that a change of others may have to move. */
  private Fragment rival(Fragment fragment) {
    List<DispatchRule> contested =
        fragment.dispatch().stream()
            .filter(dispatch -> touched.contains(SharedClaim.of(dispatch)))
            .toList();
    return new Fragment(fragment.name(), List.of(), contested);
  }
}
