// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Service ports that the kernel refused, with the rules it refused: the same would be refused
 * again, so they are tried again only when they are others.
 */
final class RefusedPorts {
  private final SortedMap<ServicePortName, Entry> entries = new TreeMap<>();

  private record Entry(RefusedServicePort report, Fragment fragment) {}

  /** What is worth a try; what was refused and is others now, or gone, is forgotten. */
  CompiledRuleset without(CompiledRuleset wanted) {
    if (entries.isEmpty()) {
      return wanted;
    }
    Set<ServicePortName> still = new HashSet<>();
    List<Fragment> left = new ArrayList<>(wanted.fragments().size());
    for (Fragment fragment : wanted.fragments()) {
      if (contains(fragment)) {
        still.add(fragment.name());
      } else {
        left.add(fragment);
      }
    }
    entries.keySet().retainAll(still);
    return new CompiledRuleset(wanted.family(), wanted.base(), left);
  }

  /** Whether the kernel refused just these rules. */
  boolean contains(Fragment fragment) {
    Entry entry = entries.get(fragment.name());
    return entry != null && entry.fragment.equals(fragment);
  }

  /** Forgets those of a Service that are not refused as they are now. */
  void keep(NamespacedName service, Collection<Fragment> now) {
    entries
        .values()
        .removeIf(
            entry ->
                entry.fragment.name().service().equals(service) && !now.contains(entry.fragment));
  }

  /** Notes what was refused, and gives the rest. */
  CompiledRuleset split(CompiledRuleset tried, List<RefusedServicePort> refused) {
    if (refused.isEmpty()) {
      return tried;
    }
    Map<ServicePortName, RefusedServicePort> byName = new HashMap<>();
    refused.forEach(report -> byName.put(report.name(), report));
    for (Fragment fragment : tried.fragments()) {
      RefusedServicePort report = byName.get(fragment.name());
      if (report != null) {
        entries.put(fragment.name(), new Entry(report, fragment));
      }
    }
    return new CompiledRuleset(
        tried.family(),
        tried.base(),
        tried.fragments().stream().filter(f -> !byName.containsKey(f.name())).toList());
  }

  /** All of them, sorted by name. */
  List<RefusedServicePort> reports() {
    return entries.values().stream().map(Entry::report).toList();
  }
}
