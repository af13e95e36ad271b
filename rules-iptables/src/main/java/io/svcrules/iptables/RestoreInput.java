// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;
import java.util.List;

/**
 * What one run of {@code iptables-restore --noflush} is told.
 *
 * @param family IPv4 (iptables-restore) or IPv6 (ip6tables-restore)
 * @param tables one transaction after the other
 */
public record RestoreInput(IpFamily family, List<TableChanges> tables) {

  /** Copies the tables. */
  public RestoreInput {
    tables = List.copyOf(tables);
  }

  /** Appends the text that iptables-restore reads. */
  public void appendTo(StringBuilder out) {
    for (TableChanges table : tables) {
      table.appendTo(out);
    }
  }

  /** The text that iptables-restore reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(1024);
    appendTo(out);
    return out.toString();
  }
}
