// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.SetMatch;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sets in memory. */
final class FakeSets {
  private final Map<String, IpSetDefinition> definitions = new TreeMap<>();
  private final Map<String, SortedSet<IpSetEntry>> entries = new TreeMap<>();

  FakeSets(Collection<IpSet> start) {
    for (IpSet set : start) {
      definitions.put(set.name(), set.definition());
      entries.put(set.name(), new TreeSet<>(set.entries()));
    }
  }

  SortedMap<String, IpSet> all() {
    SortedMap<String, IpSet> all = new TreeMap<>();
    definitions.forEach(
        (name, definition) -> all.put(name, new IpSet(definition, entries.get(name))));
    return all;
  }

  void create(IpSetDefinition definition) {
    if (definitions.putIfAbsent(definition.name(), definition) != null) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the set exists");
    }
    entries.put(definition.name(), new TreeSet<>());
  }

  void add(String name, IpSetEntry entry) {
    IpSetDefinition definition = require(name);
    requireType(definition, entry);
    SortedSet<IpSetEntry> held = entries.get(name);
    if (held.contains(entry)) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the element is in the set");
    }
    if (definition.maxElements() != 0 && held.size() >= definition.maxElements()) {
      throw new IpvsTableException(IpvsRefusal.FULL, "the set is full");
    }
    held.add(entry);
  }

  void delete(String name, IpSetEntry entry) {
    requireType(require(name), entry);
    if (!entries.get(name).remove(entry)) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "the element is not in the set");
    }
  }

  void swap(String one, String other) {
    IpSetDefinition first = require(one);
    IpSetDefinition second = require(other);
    if (!first.isSwappableWith(second)) {
      throw new IpvsTableException(IpvsRefusal.TYPE_MISMATCH, "the sets are of different types");
    }
    definitions.put(one, second.withName(one));
    definitions.put(other, first.withName(other));
    entries.put(other, entries.put(one, entries.get(other)));
  }

  void destroy(String name) {
    require(name);
    definitions.remove(name);
    entries.remove(name);
  }

  /** Refuses a rule that looks into a set which is not there. */
  void requireSetsOf(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof SetMatch set) {
        require(set.set());
      }
    }
  }

  IpSetDefinition require(String name) {
    IpSetDefinition found = definitions.get(name);
    if (found == null) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "no set " + name);
    }
    return found;
  }

  private static void requireType(IpSetDefinition definition, IpSetEntry entry) {
    if (entry.type() != definition.type()) {
      throw new IpvsTableException(
          IpvsRefusal.TYPE_MISMATCH, "no element of " + definition.type().text());
    }
  }
}
