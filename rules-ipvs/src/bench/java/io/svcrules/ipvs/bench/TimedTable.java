// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.plan.SetChange;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A table that measures how long each part of a plan takes; it sends them as they would be. */
final class TimedTable implements IpvsTable {
  private final IpvsTable table;
  private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

  /** What the time goes to. */
  enum Part {
    READING,
    SERVERS,
    ADDRESSES,
    SETS,
    RULES_AND_SETTINGS;

    static Part of(IpvsChange change) {
      if (change instanceof ServerChange) {
        return SERVERS;
      }
      if (change instanceof SetChange) {
        return SETS;
      }
      return change instanceof HostChange.AddAddress ? ADDRESSES : RULES_AND_SETTINGS;
    }
  }

  TimedTable(IpvsTable table) {
    this.table = table;
  }

  /** What a part took so far, in nanoseconds. */
  long nanos(Part part) {
    return nanos.getOrDefault(part, 0L);
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    long start = System.nanoTime();
    IpvsSnapshot found = table.read(family);
    add(Part.READING, start);
    return found;
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    List<IpvsChange> run = new ArrayList<>();
    for (IpvsChange change : changes) {
      if (!run.isEmpty() && Part.of(run.get(0)) != Part.of(change)) {
        send(family, run);
        run.clear();
      }
      run.add(change);
    }
    if (!run.isEmpty()) {
      send(family, run);
    }
  }

  private void send(IpFamily family, List<IpvsChange> run) {
    long start = System.nanoTime();
    table.apply(family, run);
    add(Part.of(run.get(0)), start);
  }

  private void add(Part part, long start) {
    nanos.merge(part, System.nanoTime() - start, Long::sum);
  }
}
