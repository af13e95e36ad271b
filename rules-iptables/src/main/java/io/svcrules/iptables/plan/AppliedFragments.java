// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.compile.BaseRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.model.IpFamily;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a kernel was brought to hold, service port by service port. Changes with the kernel: whoever
 * applies a plan of {@link IncrementalPlanner} tells it to {@link #accept}. Holds the rules once,
 * as values, and never their text. Not safe for use by several threads.
 */
public final class AppliedFragments {
  private final IpFamily family;
  private final BaseRules base;
  private final NavigableMap<ServicePortName, Fragment> fragments = new TreeMap<>();
  private final ClaimIndex claims = new ClaimIndex();

  /** All that the kernel holds of ours. */
  public AppliedFragments(CompiledRuleset applied) {
    this.family = applied.family();
    this.base = applied.base();
    applied.fragments().forEach(this::put);
  }

  /** What the kernel holds of a service port; empty if nothing was applied for it. */
  public Optional<Fragment> get(ServicePortName name) {
    return Optional.ofNullable(fragments.get(name));
  }

  /** The service ports of a Service, sorted by name. */
  public List<ServicePortName> ofService(NamespacedName service) {
    List<ServicePortName> names = new ArrayList<>();
    // No service port of the Service comes before this one: TCP is the first protocol.
    ServicePortName first = new ServicePortName(service, "", Protocol.TCP);
    for (ServicePortName name : fragments.tailMap(first, true).keySet()) {
      if (!name.service().equals(service)) {
        break;
      }
      names.add(name);
    }
    return names;
  }

  /** All of it; costs as much as there is. */
  public CompiledRuleset compiled() {
    return compiled(fragments.values());
  }

  /** The kernel was changed accordingly. */
  public void accept(Collection<FragmentChange> changes) {
    for (FragmentChange change : changes) {
      Fragment old = fragments.remove(change.name());
      if (old != null) {
        claims.remove(old);
      }
      change.after().ifPresent(this::put);
    }
  }

  private void put(Fragment fragment) {
    fragments.put(fragment.name(), fragment);
    claims.add(fragment);
  }

  /** Rules of the same family and with the same base. */
  CompiledRuleset compiled(Collection<Fragment> some) {
    return new CompiledRuleset(family, base, List.copyOf(some));
  }

  /** The service ports that claim the same packets, sorted by name. */
  Set<ServicePortName> owners(SharedClaim claim) {
    return claims.owners(claim);
  }
}
