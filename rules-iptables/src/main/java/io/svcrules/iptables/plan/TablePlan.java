// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import java.util.List;
import java.util.stream.Stream;

/**
 * The changes of one table.
 *
 * @param table the table
 * @param preparation makes and fills chains that no packet comes to yet: may be done in pieces, and
 *     be interrupted between two
 * @param switchover everything else: one transaction
 */
public record TablePlan(Table table, List<PlanStep> preparation, List<PlanStep> switchover) {

  /** Copies the steps. */
  public TablePlan {
    preparation = List.copyOf(preparation);
    switchover = List.copyOf(switchover);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return preparation.isEmpty() && switchover.isEmpty();
  }

  /** All steps in their order. */
  public Stream<PlanStep> steps() {
    return Stream.concat(preparation.stream(), switchover.stream());
  }

  /** All changes as one transaction. */
  public TableChanges changes() {
    List<Change> all = steps().map(PlanStep::change).toList();
    return new TableChanges(table, all);
  }
}
