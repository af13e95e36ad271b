// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tables of one family: what one {@code iptables-save} prints.
 *
 * @param family IPv4 (iptables) or IPv6 (ip6tables)
 * @param tables the tables that exist, in the order of {@link Table}
 */
public record Ruleset(IpFamily family, Map<Table, TableRules> tables) {

  /** Copies the tables into their order. */
  public Ruleset {
    Map<Table, TableRules> sorted = new EnumMap<>(Table.class);
    sorted.putAll(tables);
    tables = Collections.unmodifiableMap(sorted);
  }

  /** A ruleset of these tables. */
  public static Ruleset of(IpFamily family, Collection<TableRules> tables) {
    Map<Table, TableRules> byTable = new EnumMap<>(Table.class);
    for (TableRules table : tables) {
      byTable.put(table.table(), table);
    }
    return new Ruleset(family, byTable);
  }

  /** The table; one without chains if it does not exist. */
  public TableRules table(Table table) {
    TableRules found = tables.get(table);
    return found == null ? new TableRules(table, Map.of()) : found;
  }
}
