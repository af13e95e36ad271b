// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plans how the kernel gets from the rules it holds to those it should hold. */
public final class IptablesPlanner {
  private IptablesPlanner() {}

  /**
   * The changes; none if the kernel holds what it should.
   *
   * @param current all rules the kernel holds, those of others among them
   * @throws IllegalArgumentException if the families differ
   */
  public static IptablesPlan plan(Ruleset current, CompiledRuleset desired) {
    if (current.family() != desired.family()) {
      throw new IllegalArgumentException(current.family() + " is not " + desired.family());
    }
    List<TablePlan> tables = new ArrayList<>();
    SortedSet<String> held = new TreeSet<>();
    for (Table table : desired.base().chains().keySet()) {
      TablePlanner planner =
          new TablePlanner(current.table(table), new DesiredTable(table, desired));
      tables.add(planner.plan());
      held.addAll(planner.heldByOthers());
    }
    return new IptablesPlan(desired.family(), tables, held);
  }
}
