// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The chains that were written anew as a whole by the last change of each table. Whoever reads the
 * table next need not make the same chains again: that the kernel holds just what was written is
 * faster seen, and equal chains that are one object are faster compared. Then they are forgotten.
 */
final class WrittenRules {
  private final Map<Table, LikelyChains> tables = new EnumMap<>(Table.class);

  /** Remembers what was written: all chains in the order of the table. */
  void remember(Table table, List<EditedChain> chains) {
    List<Chain> written = new ArrayList<>(chains.size());
    for (EditedChain chain : chains) {
      written.add(isNew(chain) ? Chain.of(chain.name, rules(chain)) : null);
    }
    tables.put(table, new LikelyChains(written));
  }

  /** Whether all of the chain was written; those that are built in have a policy besides. */
  private static boolean isNew(EditedChain chain) {
    if (chain.rules == null || chain.isBuiltIn()) {
      return false;
    }
    for (EditedRule rule : chain.rules) {
      if (!rule.isNew()) {
        return false;
      }
    }
    return true;
  }

  private static List<Rule> rules(EditedChain chain) {
    Rule[] rules = new Rule[chain.rules.size()];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = chain.rules.get(i).rule;
    }
    return List.of(rules);
  }

  /** What was written of a table; forgets it. */
  LikelyChains take(Table table) {
    LikelyChains written = tables.remove(table);
    return written == null ? LikelyChains.NONE : written;
  }
}
