// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.PlanStep;
import io.svcrules.iptables.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that happen together or not at all.
 *
 * @param table the table
 * @param steps at least one
 */
record Transaction(Table table, List<PlanStep> steps) {

  Transaction {
    steps = List.copyOf(steps);
  }

  /**
   * The transactions of a plan, in order. Tables with few steps get one; else the preparation is
   * cut into pieces.
   *
   * @param stepsAtOnce how many steps a piece has at most; a switchover has as many as it has
   */
  static List<Transaction> of(IptablesPlan plan, int stepsAtOnce) {
    List<Transaction> all = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      if (table.preparation().size() + table.switchover().size() <= stepsAtOnce) {
        all.add(new Transaction(table.table(), table.steps().toList()));
      } else {
        addPieces(table, stepsAtOnce, all);
      }
    }
    return all;
  }

  private static void addPieces(TablePlan table, int stepsAtOnce, List<Transaction> all) {
    List<PlanStep> preparation = table.preparation();
    for (int from = 0; from < preparation.size(); from += stepsAtOnce) {
      int to = Math.min(preparation.size(), from + stepsAtOnce);
      all.add(new Transaction(table.table(), preparation.subList(from, to)));
    }
    if (!table.switchover().isEmpty()) {
      all.add(new Transaction(table.table(), table.switchover()));
    }
  }

  /** The lines that iptables-restore reads. */
  TableChanges changes() {
    List<Change> changes = new ArrayList<>(steps.size());
    steps.forEach(step -> changes.add(step.change()));
    return new TableChanges(table, changes);
  }

  /** How many lines iptables-restore reads: the table, one for each step, and COMMIT. */
  int lineCount() {
    return steps.size() + 2;
  }
}
