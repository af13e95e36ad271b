// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which chains of services a cleanup is about.
 *
 * @param iptables whether those of mode iptables are
 * @param others further chains that go, by table
 * @param kept chains that stay although mode iptables has chains of these names, by table: another
 *     mode uses them now
 */
public record CleanupScope(
    boolean iptables, Map<Table, Set<String>> others, Map<Table, Set<String>> kept) {
  /** All of mode iptables, and nothing else. */
  public static final CleanupScope IPTABLES = new CleanupScope(true, Map.of(), Map.of());

  /** Copies the maps. */
  public CleanupScope {
    others = Map.copyOf(others);
    kept = Map.copyOf(kept);
  }

  /** These chains, and nothing else; built-in ones never go. */
  public static CleanupScope of(Ruleset rules) {
    Map<Table, Set<String>> chains = new EnumMap<>(Table.class);
    for (TableRules table : rules.tables().values()) {
      Set<String> names = new HashSet<>(table.chains().keySet());
      names.removeAll(table.table().builtInChains());
      chains.put(table.table(), names);
    }
    return new CleanupScope(false, chains, Map.of());
  }

  boolean alsoRemoves(Table table, String chain) {
    return others.getOrDefault(table, Set.of()).contains(chain);
  }

  boolean keeps(Table table, String chain) {
    return kept.getOrDefault(table, Set.of()).contains(chain);
  }
}
