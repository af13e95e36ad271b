// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.OptionSocketOpener;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Notices that others changed tables of x_tables, which notifies nobody and counts no changes: by
 * what the kernel says of each table as a whole, {@code struct ipt_getinfo}. That is another after
 * each change but for one that leaves the table as long as it was, with as many entries: when a
 * rule takes the place of one that is as long.
 *
 * <p>What was noticed stays so until all tables are read again. All methods throw {@link
 * io.svcrules.netlink.NetlinkException} if the kernel cannot be asked, and those that look for
 * tables what {@link TableNames#present} throws.
 */
public final class TableWatch {
  private final EntryLayout layout;
  private final OptionSocketOpener opener;
  private final TableNames names;
  private final Map<Table, TableInfo> known = new EnumMap<>(Table.class);
  private boolean changed = true;

  /**
   * A watch that has not seen the tables yet, so that others may have changed anything.
   *
   * @param opener opens sockets of the family
   */
  public TableWatch(IpFamily family, OptionSocketOpener opener, TableNames names) {
    this.layout = EntryLayout.of(family);
    this.opener = opener;
    this.names = names;
  }

  /**
   * All tables are about to be read: what others change from now on will be noticed.
   *
   * @return the tables that exist, sorted
   */
  public List<Table> begin() {
    // Whatever goes wrong below, nothing is known.
    forget();
    List<Table> present = names.present();
    known.clear();
    known.putAll(look(present));
    changed = false;
    return present;
  }

  /** Others may have changed anything. */
  public void forget() {
    changed = true;
  }

  /** Whether others have changed a table, as far as can be noticed. */
  public boolean isChanged() {
    if (!changed) {
      changed = !look(names.present()).equals(known);
    }
    return changed;
  }

  /** A table is about to be changed here, by whoever holds the lock of iptables. */
  public void beforeOwnChange(Table table) {
    if (!changed) {
      boolean exists = known.containsKey(table) || names.present().contains(table);
      changed = exists && !look(List.of(table)).get(table).equals(known.get(table));
    }
  }

  /** A table was changed here, and the lock is still held. */
  public void afterOwnChange(Table table) {
    known.putAll(look(List.of(table)));
  }

  private Map<Table, TableInfo> look(List<Table> tables) {
    Map<Table, TableInfo> found = new EnumMap<>(Table.class);
    if (tables.isEmpty()) {
      return found;
    }
    try (OptionSocket socket = opener.open()) {
      TableSocket asked = new TableSocket(socket, layout);
      tables.forEach(table -> found.put(table, asked.info(table)));
    }
    return found;
  }
}
