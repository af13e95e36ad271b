// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The rules of single chains as the kernel holds them. */
final class HeldRules {
  private final HeldTable table;
  private final EntryDecoder decoder;
  private final EntryCursor entry;
  private final IntFunction<Jump> jumps;

  HeldRules(HeldTable table, EntryDecoder decoder) {
    this.table = table;
    this.decoder = decoder;
    this.entry = table.cursor();
    this.jumps = table.jumpsByPlace();
  }

  /** All rules of a chain that was not changed yet. */
  List<EditedRule> rules(EditedChain chain, TableEdit edit) {
    HeldChain held = chain.held;
    List<EditedRule> rules = new ArrayList<>(held.rules() + 1);
    int index = held.index() + (held.isBuiltIn() ? 0 : 1);
    int jump = held.jump();
    entry.seek(held.first(), held.foot());
    while (entry.next()) {
      int verdict = 0;
      EditedChain calls = null;
      if (jump < held.jump() + held.jumps() && table.jumps().get(jump) == entry.offset()) {
        verdict = table.verdicts().get(jump);
        int target = table.targets().get(jump++);
        calls = target == HeldTable.NEXT ? null : edit.held(target);
      }
      rules.add(EditedRule.held(entry.offset(), entry.length(), index++, verdict, calls));
    }
    return rules;
  }

  /**
   * The place of the first rule of a chain that says the same, from 0; negative if there is none.
   *
   * @throws UnsupportedRuleException if a rule in front of it may be one, but is not known here
   */
  int indexOf(Rule rule, EditedChain chain) {
    boolean unsure = false;
    int found = -1;
    for (int i = 0; i < chain.rules.size() && found < 0; i++) {
      EditedRule one = chain.rules.get(i);
      ask(one, chain);
      unsure |= one.rule == null;
      found = rule.equals(one.rule) ? i : -1;
    }
    if (unsure) {
      throw new UnsupportedRuleException("a rule behind others that are not known: " + rule);
    }
    return found;
  }

  private void ask(EditedRule one, EditedChain chain) {
    if (one.asked) {
      return;
    }
    one.asked = true;
    entry.seek(one.place, chain.held.foot());
    if (entry.next()) {
      one.rule = decoder.decode(entry, jumps);
    }
  }
}
