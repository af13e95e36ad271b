// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Service ports that the kernel refused, as they were: the same would be refused again, so they are
 * tried again only when they are others.
 */
final class RefusedFragments {
  private final SortedMap<ServicePortName, Entry> entries = new TreeMap<>();

  private record Entry(RefusedServicePort report, IpvsFragment fragment) {}

  /** What is worth a try; what was refused and is another now, or gone, is forgotten. */
  CompiledIpvs without(CompiledIpvs wanted, IpvsConfig config) {
    if (entries.isEmpty()) {
      return wanted;
    }
    Set<ServicePortName> still = new HashSet<>();
    for (IpvsFragment fragment : wanted.fragments()) {
      if (contains(fragment)) {
        still.add(fragment.name());
      }
    }
    entries.keySet().retainAll(still);
    return without(wanted, still, config);
  }

  /** The same for the ports of one Service, as they are now. */
  List<IpvsFragment> without(NamespacedName service, List<IpvsFragment> now) {
    if (entries.isEmpty()) {
      return now;
    }
    entries
        .values()
        .removeIf(
            entry ->
                entry.fragment.name().service().equals(service) && !now.contains(entry.fragment));
    return now.stream().filter(fragment -> !contains(fragment)).toList();
  }

  private boolean contains(IpvsFragment fragment) {
    Entry entry = entries.get(fragment.name());
    return entry != null && entry.fragment.equals(fragment);
  }

  /** Notes what was refused, and gives the rest. */
  CompiledIpvs split(
      CompiledIpvs tried, Collection<RefusedServicePort> refused, IpvsConfig config) {
    Map<ServicePortName, RefusedServicePort> byName = new HashMap<>();
    refused.forEach(report -> byName.put(report.name(), report));
    for (IpvsFragment fragment : tried.fragments()) {
      RefusedServicePort report = byName.get(fragment.name());
      if (report != null) {
        entries.put(fragment.name(), new Entry(report, fragment));
      }
    }
    return without(tried, byName.keySet(), config);
  }

  private static CompiledIpvs without(
      CompiledIpvs all, Set<ServicePortName> names, IpvsConfig config) {
    return names.isEmpty()
        ? all
        : CompiledIpvs.assemble(
            all.state().family(),
            config,
            all.fragments().stream().filter(one -> !names.contains(one.name())).toList());
  }

  /** All of them, sorted by name. */
  List<RefusedServicePort> reports() {
    return entries.isEmpty() ? List.of() : entries.values().stream().map(Entry::report).toList();
  }
}
