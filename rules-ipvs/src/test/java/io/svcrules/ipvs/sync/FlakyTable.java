// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.kernel.IpvsProbe;
import io.svcrules.ipvs.kernel.IpvsRefusal;
import io.svcrules.ipvs.kernel.IpvsTableException;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.RealServersNow;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A kernel that does not always work, shows every state in between, and counts what it is asked.
 */
final class FlakyTable implements LiveIpvsTable {
  private final LiveIpvsTable table;
  private final List<IpvsState> states = new ArrayList<>();
  private boolean observed;
  private boolean readable = true;
  private int changesLeft = Integer.MAX_VALUE;
  private Predicate<IpvsChange> refused = change -> false;
  private Set<IpvsCapability> lacking = Set.of();
  private int probes;
  private int reads;
  private int looks;
  private int changes;

  FlakyTable(LiveIpvsTable table) {
    this.table = table;
  }

  /** Whether the state after each single change is to be kept. */
  void observe(boolean wanted) {
    observed = wanted;
    states.clear();
  }

  /** The states between the changes since then. */
  List<IpvsState> states() {
    return states;
  }

  void setReadable(boolean value) {
    readable = value;
  }

  /** Breaks off after so many changes. */
  void breakOffAfter(int count) {
    changesLeft = count;
  }

  void refuse(Predicate<IpvsChange> some) {
    refused = some;
  }

  /** Has no scheduler of this name. */
  void lackScheduler(String name) {
    lacking = Set.of(IpvsCapability.scheduler(name));
    refuse(change -> change.command().contains(" -s " + name));
  }

  /** How often it was asked about what it lacks. */
  int probes() {
    return probes;
  }

  @Override
  public IpvsProbe probe() {
    return (family, asked) -> {
      Set<IpvsCapability> missing = new TreeSet<>(asked);
      missing.retainAll(lacking);
      probes += missing.isEmpty() ? 0 : 1;
      return missing;
    };
  }

  /** Works again, and lacks nothing. */
  void mend() {
    lacking = Set.of();
    readable = true;
    changesLeft = Integer.MAX_VALUE;
    refused = change -> false;
  }

  /** How often everything was read. */
  int reads() {
    return reads;
  }

  /** How many virtual servers were looked at by themselves. */
  int looks() {
    return looks;
  }

  /** How many changes were made. */
  int changes() {
    return changes;
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    requireReadable();
    reads++;
    return table.read(family);
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    requireReadable();
    looks += servers.size();
    return table.realServers(family, servers);
  }

  @Override
  public IpvsState outline(IpFamily family) {
    requireReadable();
    return table.outline(family);
  }

  private void requireReadable() {
    if (!readable) {
      throw new IpvsTableException(IpvsRefusal.OTHER, "cannot be read");
    }
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> all) {
    for (IpvsChange change : all) {
      if (changesLeft-- <= 0) {
        throw new IpvsTableException(IpvsRefusal.OTHER, "broken off");
      }
      if (refused.test(change)) {
        throw new IpvsTableException(new IpvsTableException(IpvsRefusal.OTHER, "refused"), change);
      }
      changes++;
      table.apply(family, List.of(change));
      if (observed) {
        states.add(table.read(family).state());
      }
    }
  }
}
