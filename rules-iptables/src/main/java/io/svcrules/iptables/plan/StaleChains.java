// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chains that are to go.
 *
 * @param removable those that can be deleted, sorted
 * @param heldByOthers those that rules in foreign chains jump to, sorted
 */
record StaleChains(Set<String> removable, Set<String> heldByOthers) {

  /** Sorts out the chains of a table that are to go. */
  static StaleChains of(TableRules table, Set<String> going) {
    Set<String> held = new TreeSet<>();
    if (!going.isEmpty()) {
      for (Chain chain : table.chains().values()) {
        if (!going.contains(chain.name())
            && (ChainRole.of(table.table(), chain.name()) == ChainRole.FOREIGN
                || isHookOfOthers(table, chain))) {
          addCalled(chain.rules(), going, held);
        }
      }
    }
    Set<String> removable = new TreeSet<>(going);
    removable.removeAll(held);
    return new StaleChains(removable, held);
  }

  private static boolean isHookOfOthers(TableRules table, Chain chain) {
    return table.table().builtInChains().contains(chain.name());
  }

  private static void addCalled(List<Rule> rules, Set<String> going, Set<String> held) {
    for (Rule rule : rules) {
      rule.target().calledChain().filter(going::contains).ifPresent(held::add);
    }
  }

  /** The names in both. */
  List<String> all() {
    List<String> all = new ArrayList<>(removable);
    all.addAll(heldByOthers);
    return all;
  }
}
