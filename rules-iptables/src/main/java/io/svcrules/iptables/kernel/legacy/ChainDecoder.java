// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import java.util.List;
import java.util.function.IntFunction;

/** Chain after chain out of a table. Not safe for use by several threads; each has its own. */
final class ChainDecoder {
  private final HeldTable table;
  private final RuleCodec codec;
  private final EntryCursor entry;
  private final IntFunction<Jump> jumps;

  ChainDecoder(HeldTable table, RuleCodec codec, IntFunction<Jump> jumps) {
    this.table = table;
    this.codec = codec;
    this.entry = table.cursor();
    this.jumps = jumps;
  }

  /**
   * A chain; null if it has a rule that is not known here.
   *
   * @param guess what it may be; null if nothing is guessed
   */
  Chain decode(HeldChain chain, Chain guess) {
    if (guess != null && isEncoded(guess, chain)) {
      return guess;
    }
    Rule[] rules = rules(chain);
    for (Rule rule : rules) {
      if (rule == null) {
        return null;
      }
    }
    return new Chain(chain.name(), chain.policy(), List.of(rules));
  }

  /** Whether the entries of a chain are just those that would be written for another. */
  private boolean isEncoded(Chain guess, HeldChain chain) {
    List<Rule> rules = guess.rules();
    if (guess.policy() != chain.policy() || rules.size() != chain.rules()) {
      return false;
    }
    int jump = chain.jump();
    entry.seek(chain.first(), chain.foot());
    for (int i = 0; i < rules.size(); i++) {
      if (!entry.next()) {
        return false;
      }
      String called = null;
      if (jump < table.jumps().size() && table.jumps().get(jump) == entry.offset()) {
        int target = table.targets().get(jump++);
        called = target == HeldTable.NEXT ? null : table.chains().get(target).name();
      }
      if (!codec.encoder().isEncoded(rules.get(i), entry, called)) {
        return false;
      }
    }
    return true;
  }

  /** The rules of a chain, null where one is not known. */
  Rule[] rules(HeldChain chain) {
    Rule[] rules = new Rule[chain.rules()];
    entry.seek(chain.first(), chain.foot());
    for (int i = 0; i < rules.length && entry.next(); i++) {
      rules[i] = codec.decoder().decode(entry, jumps);
    }
    return rules;
  }
}
