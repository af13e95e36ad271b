// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chains that were written anew as a whole by the last change of each table. Whoever reads the
 * table next need not make the same rules again: that the kernel holds just what was written is
 * faster seen, and equal rules that are one object are faster compared. Then they are forgotten.
 */
final class WrittenRules {
  private final Map<Table, Map<String, List<Rule>>> tables = new EnumMap<>(Table.class);

  /** Remembers what was written. */
  void remember(Table table, List<EditedChain> chains) {
    Map<String, List<Rule>> written = new HashMap<>();
    for (EditedChain chain : chains) {
      if (chain.rules != null && chain.rules.stream().allMatch(EditedRule::isNew)) {
        List<Rule> rules = new ArrayList<>(chain.rules.size());
        chain.rules.forEach(rule -> rules.add(rule.rule));
        written.put(chain.name, rules);
      }
    }
    tables.put(table, written);
  }

  /** What was written of a table, by chain; forgets it. */
  Map<String, List<Rule>> take(Table table) {
    Map<String, List<Rule>> written = tables.remove(table);
    return written == null ? Map.of() : written;
  }
}
