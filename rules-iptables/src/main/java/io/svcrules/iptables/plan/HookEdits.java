// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.ChainRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The changes of a built-in chain: our jumps are there, once each; all other rules are left where
 * they are. A jump that is there counts wherever it stands, as with kube-proxy, so that nobody
 * fights over the top.
 */
final class HookEdits {
  private HookEdits() {}

  static List<Change> of(Table table, String chain, List<Rule> current, List<Rule> desired) {
    List<Change> changes = new ArrayList<>();
    Set<Rule> seen = new HashSet<>();
    for (Rule rule : current) {
      boolean ours = desired.contains(rule);
      // Deleting a rule by its text deletes the first, and the second of twins stays.
      if (ours ? !seen.add(rule) : isObsolete(table, rule)) {
        changes.add(new Change.DeleteRule(chain, rule));
      }
    }
    for (int i = desired.size() - 1; i >= 0; i--) {
      if (!seen.contains(desired.get(i))) {
        changes.add(new Change.Insert(chain, 1, desired.get(i)));
      }
    }
    return changes;
  }

  /** Whether a rule leads into our chains in another way than this version's. */
  static boolean isObsolete(Table table, Rule rule) {
    return rule.target()
        .calledChain()
        .map(called -> ChainRole.of(table, called))
        .map(role -> role == ChainRole.DISPATCH || role == ChainRole.STATIC)
        .orElse(false);
  }
}
