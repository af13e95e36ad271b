// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetDefinition;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plans sets: what opens ways, what closes them, and sets that cannot stay as they are. */
final class SetPlanner {
  private final IpvsState current;
  private final List<IpvsChange> creating = new ArrayList<>();
  private final List<IpvsChange> adding = new ArrayList<>();
  private final List<IpvsChange> unblocking = new ArrayList<>();
  private final List<IpvsChange> blocking = new ArrayList<>();
  private final List<List<IpvsChange>> removing = new ArrayList<>();
  private Ruleset rules;

  SetPlanner(IpvsState current, Ruleset ourRules) {
    this.current = current;
    this.rules = ourRules;
    IpSet leftOver = current.sets().get(spareName(current.family()));
    if (leftOver != null) {
      creating.add(new SetChange.DestroySet(leftOver.name()));
    }
  }

  /** The name under which sets are filled before they take another's place. */
  static String spareName(IpFamily family) {
    return family == IpFamily.IPV4 ? "KUBE-SPARE" : "KUBE-6-SPARE";
  }

  /** Our rules once {@link #creating} is done: those of a set that had to go are missing. */
  Ruleset rules() {
    return rules;
  }

  /** Sets created and replaced. */
  List<IpvsChange> creating() {
    return creating;
  }

  /** Elements added, in the order of the sets. */
  List<IpvsChange> adding() {
    return adding;
  }

  /** Elements removed that keep packets from virtual servers which can serve them now. */
  List<IpvsChange> unblocking() {
    return unblocking;
  }

  /** Elements added that keep packets from virtual servers which cannot serve them any more. */
  List<IpvsChange> blocking() {
    return blocking;
  }

  /** Elements removed, in the opposite order of the sets. */
  List<IpvsChange> removing() {
    List<List<IpvsChange>> reversed = new ArrayList<>(removing);
    Collections.reverse(reversed);
    return reversed.stream().flatMap(List::stream).toList();
  }

  /** Plans one set; to be called in the order of the sets. */
  void plan(KubeSet set, IpSetDefinition definition, SortedSet<IpSetEntry> wanted) {
    IpSet found = current.sets().get(definition.name());
    SortedSet<IpSetEntry> entries =
        found == null ? new TreeSet<>() : new TreeSet<>(found.entries());
    // For a while both old and new elements are in the set.
    IpSetDefinition roomy =
        definition.withRoomFor(found == null ? wanted.size() : union(entries, wanted));
    if (found == null) {
      creating.add(new SetChange.CreateSet(roomy));
    } else if (!found.definition().suits(roomy)) {
      replace(found, roomy, entries);
    }
    List<IpvsChange> additions = set.blocks() ? blocking : adding;
    for (IpSetEntry entry : wanted) {
      if (!entries.contains(entry)) {
        additions.add(new SetChange.AddEntry(definition.name(), entry));
      }
    }
    List<IpvsChange> removals = set.blocks() ? unblocking : new ArrayList<>();
    for (IpSetEntry entry : entries) {
      if (!wanted.contains(entry)) {
        removals.add(new SetChange.DeleteEntry(definition.name(), entry));
      }
    }
    if (!set.blocks()) {
      removing.add(removals);
    }
  }

  private static int union(SortedSet<IpSetEntry> some, SortedSet<IpSetEntry> others) {
    int count = some.size();
    for (IpSetEntry entry : others) {
      count += some.contains(entry) ? 0 : 1;
    }
    return count;
  }

  private void replace(IpSet found, IpSetDefinition wanted, SortedSet<IpSetEntry> entries) {
    String name = wanted.name();
    if (found.definition().isSwappableWith(wanted)) {
      String spare = spareName(wanted.family());
      creating.add(new SetChange.CreateSet(wanted.withName(spare)));
      for (IpSetEntry entry : entries) {
        creating.add(new SetChange.AddEntry(spare, entry));
      }
      creating.add(new SetChange.SwapSets(name, spare));
      creating.add(new SetChange.DestroySet(spare));
      return;
    }
    // The kernel swaps no sets of different types, and destroys none that a rule refers to.
    if (OurRules.referTo(rules, name)) {
      rules = OurRules.withoutSet(rules, name);
      creating.add(new HostChange.WriteRules(rules));
    }
    creating.add(new SetChange.DestroySet(name));
    creating.add(new SetChange.CreateSet(wanted));
    entries.clear();
  }
}
