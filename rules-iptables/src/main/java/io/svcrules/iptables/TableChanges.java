// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * Changes of one table, which happen together or not at all.
 *
 * @param table the table
 * @param changes in the order in which they happen
 */
public record TableChanges(Table table, List<Change> changes) {

  /** Copies the changes. */
  public TableChanges {
    changes = List.copyOf(changes);
  }

  /** Appends {@code *table}, a line for each change, and {@code COMMIT}. */
  public void appendTo(StringBuilder out) {
    out.append('*').append(table.lowerCase()).append('\n');
    for (Change change : changes) {
      change.appendTo(out);
      out.append('\n');
    }
    out.append("COMMIT\n");
  }
}
