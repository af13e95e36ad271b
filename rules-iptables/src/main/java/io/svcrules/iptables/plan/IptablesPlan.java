// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.RestoreInput;
import io.svcrules.model.IpFamily;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What changes in one family, and nothing else.
 *
 * @param family the family
 * @param tables the tables that change
 * @param heldByOthers chains that are to go but stay, empty, because rules of others jump there
 */
public record IptablesPlan(
    IpFamily family, List<TablePlan> tables, SortedSet<String> heldByOthers) {

  /** Leaves out tables that do not change. */
  public IptablesPlan {
    tables = tables.stream().filter(table -> !table.isEmpty()).toList();
    heldByOthers = Collections.unmodifiableSortedSet(new TreeSet<>(heldByOthers));
  }

  /** Whether the kernel holds what it should. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** All changes, each table as one transaction. */
  public RestoreInput restoreInput() {
    return new RestoreInput(family, tables.stream().map(TablePlan::changes).toList());
  }

  /** The very lines that iptables-restore would read; empty if nothing changes. */
  @Override
  public String toString() {
    return restoreInput().toString();
  }
}
