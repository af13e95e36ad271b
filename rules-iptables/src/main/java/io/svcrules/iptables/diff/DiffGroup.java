// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.plan.Cause;
import java.util.List;

/**
 * The changes that one cause makes in one table.
 *
 * @param table the table
 * @param cause why there are changes
 * @param lines chain by chain: of service chains all rules, of chains that all share only those
 *     that change
 */
public record DiffGroup(Table table, Cause cause, List<DiffLine> lines) {

  /** Copies the lines. */
  public DiffGroup {
    lines = List.copyOf(lines);
  }

  /** The table and the cause, for people. */
  public String heading() {
    return table.lowerCase() + ": " + cause.text();
  }
}
