// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.model.ServicePortName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which service ports claim which packets. Nearly all claims have one owner, and 30,000 services
 * have as many claims: only those with rivals get a set that can grow.
 */
final class ClaimIndex {
  private final Map<SharedClaim, Set<ServicePortName>> owners = new HashMap<>();

  /** The owners of a claim, sorted. */
  Set<ServicePortName> owners(SharedClaim claim) {
    return owners.getOrDefault(claim, Set.of());
  }

  void add(Fragment fragment) {
    for (DispatchRule dispatch : fragment.dispatch()) {
      owners.merge(SharedClaim.of(dispatch), Set.of(fragment.name()), ClaimIndex::joined);
    }
  }

  private static Set<ServicePortName> joined(Set<ServicePortName> some, Set<ServicePortName> one) {
    if (some.containsAll(one)) {
      return some;
    }
    Set<ServicePortName> both = some.size() == 1 ? new TreeSet<>(some) : some;
    both.addAll(one);
    return both;
  }

  void remove(Fragment fragment) {
    for (DispatchRule dispatch : fragment.dispatch()) {
      owners.computeIfPresent(
          SharedClaim.of(dispatch), (claim, names) -> without(names, fragment.name()));
    }
  }

  /** Null if nobody is left, which takes the claim out of the map. */
  private static Set<ServicePortName> without(Set<ServicePortName> names, ServicePortName gone) {
    if (!names.contains(gone)) {
      return names;
    }
    if (names.size() == 1) {
      return null;
    }
    names.remove(gone);
    return names.size() == 1 ? Set.copyOf(names) : names;
  }
}
