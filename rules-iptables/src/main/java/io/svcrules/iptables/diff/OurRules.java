// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.diff;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.ChainRole;
import java.util.ArrayList;
import java.util.List;

/** The part of a ruleset that services have: our chains, and our jumps in built-in chains. */
public final class OurRules {
  private OurRules() {}

  /** The part that is ours; tables and built-in chains without anything of ours are left out. */
  public static Ruleset of(Ruleset all) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : all.tables().values()) {
      List<Chain> ours = ours(table);
      if (!ours.isEmpty()) {
        tables.add(TableRules.of(table.table(), ours));
      }
    }
    return Ruleset.of(all.family(), tables);
  }

  private static List<Chain> ours(TableRules table) {
    List<Chain> ours = new ArrayList<>();
    for (Chain chain : table.chains().values()) {
      switch (ChainRole.of(table.table(), chain.name())) {
        case DISPATCH, STATIC, KUBELET, SERVICE -> ours.add(chain);
        case HOOK -> {
          List<Rule> jumps =
              chain.rules().stream().filter(rule -> isJump(table.table(), rule)).toList();
          if (!jumps.isEmpty()) {
            ours.add(chain.withRules(jumps));
          }
        }
        case FOREIGN -> {}
      }
    }
    return ours;
  }

  private static boolean isJump(Table table, Rule rule) {
    return rule.target()
        .calledChain()
        .map(called -> ChainRole.of(table, called))
        .map(role -> role != ChainRole.FOREIGN)
        .orElse(false);
  }
}
