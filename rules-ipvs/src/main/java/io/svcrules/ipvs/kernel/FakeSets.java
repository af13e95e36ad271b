// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sets in memory. */
final class FakeSets {
  private final SortedMap<String, IpSet> sets = new TreeMap<>();

  FakeSets(Collection<IpSet> start) {
    start.forEach(set -> sets.put(set.name(), set));
  }

  SortedMap<String, IpSet> all() {
    return sets;
  }

  void create(IpSetDefinition definition) {
    if (sets.containsKey(definition.name())) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the set exists");
    }
    sets.put(definition.name(), IpSet.of(definition, List.of()));
  }

  void add(String name, IpSetEntry entry) {
    IpSet set = get(name);
    int max = set.definition().maxElements();
    requireType(set, entry);
    if (set.entries().contains(entry)) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the element is in the set");
    }
    if (max != 0 && set.entries().size() >= max) {
      throw new IpvsTableException(IpvsRefusal.FULL, "the set is full");
    }
    SortedSet<IpSetEntry> entries = new TreeSet<>(set.entries());
    entries.add(entry);
    sets.put(name, new IpSet(set.definition(), entries));
  }

  void delete(String name, IpSetEntry entry) {
    IpSet set = get(name);
    requireType(set, entry);
    SortedSet<IpSetEntry> entries = new TreeSet<>(set.entries());
    if (!entries.remove(entry)) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "the element is not in the set");
    }
    sets.put(name, new IpSet(set.definition(), entries));
  }

  void swap(String one, String other) {
    IpSet first = get(one);
    IpSet second = get(other);
    if (!first.definition().isSwappableWith(second.definition())) {
      throw new IpvsTableException(IpvsRefusal.TYPE_MISMATCH, "the sets are of different types");
    }
    sets.put(one, new IpSet(second.definition().withName(one), second.entries()));
    sets.put(other, new IpSet(first.definition().withName(other), first.entries()));
  }

  void destroy(String name) {
    get(name);
    sets.remove(name);
  }

  /** Refuses a rule that looks into a set which is not there. */
  void requireSetsOf(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof SetMatch set) {
        get(set.set());
      }
    }
  }

  IpSet get(String name) {
    IpSet found = sets.get(name);
    if (found == null) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "no set " + name);
    }
    return found;
  }

  private static void requireType(IpSet set, IpSetEntry entry) {
    if (entry.type() != set.definition().type()) {
      throw new IpvsTableException(
          IpvsRefusal.TYPE_MISMATCH, "no element of " + set.definition().type().text());
    }
  }
}
