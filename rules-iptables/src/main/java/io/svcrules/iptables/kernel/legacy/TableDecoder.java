// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * All rules of a table. Rules that are not known here are taken from what iptables prints, if that
 * is of the same table.
 */
final class TableDecoder {
  private final Table name;
  private final HeldTable table;
  private final RuleCodec codec;
  private final Map<String, List<Rule>> written;
  private final ForeignEntries foreign;
  private final EntryCursor entry;
  private final IntFunction<Jump> jumps;
  private TableRules spelled;

  /**
   * A decoder of one table.
   *
   * @param written what may stand in some of its chains
   */
  TableDecoder(
      Table name,
      HeldTable table,
      RuleCodec codec,
      Map<String, List<Rule>> written,
      ForeignEntries foreign) {
    this.name = name;
    this.table = table;
    this.codec = codec;
    this.written = written;
    this.foreign = foreign;
    this.entry = table.cursor();
    this.jumps = table.jumpsByPlace();
  }

  /**
   * The rules; empty if the table changed while iptables was asked.
   *
   * @throws IncompatibleLayoutException if they cannot be understood
   */
  Optional<TableRules> decode() {
    List<Chain> chains = new ArrayList<>(table.chains().size());
    for (HeldChain chain : table.chains()) {
      Optional<Chain> decoded = decode(chain);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      chains.add(decoded.get());
    }
    return Optional.of(TableRules.ofDistinct(name, chains));
  }

  /**
   * The rules of one chain; empty if the table changed while iptables was asked.
   *
   * @throws IncompatibleLayoutException if they cannot be understood
   */
  Optional<Chain> decode(HeldChain chain) {
    Rule[] rules = rules(chain);
    return Arrays.asList(rules).contains(null) && !complete(chain.name(), rules)
        ? Optional.empty()
        : Optional.of(new Chain(chain.name(), chain.policy(), List.of(rules)));
  }

  /** The rules of a chain, null where one is not known. */
  private Rule[] rules(HeldChain chain) {
    Rule[] rules = new Rule[chain.rules()];
    List<Rule> likely = written.getOrDefault(chain.name(), List.of());
    entry.seek(chain.first(), chain.foot());
    for (int i = 0; i < rules.length && entry.next(); i++) {
      boolean same = i < likely.size() && codec.encoder().isEncoded(likely.get(i), entry, jumps);
      rules[i] = same ? likely.get(i) : codec.decoder().decode(entry, jumps);
    }
    return rules;
  }

  /** Fills in what is not known; false if what is known is not the same. */
  private boolean complete(String chain, Rule[] rules) {
    if (spelled == null) {
      spelled = foreign.spell(name);
    }
    List<Rule> words = spelled.chain(chain).map(Chain::rules).orElse(List.of());
    if (words.size() != rules.length) {
      return false;
    }
    for (int i = 0; i < rules.length; i++) {
      if (rules[i] != null && !rules[i].equals(words.get(i))) {
        return false;
      }
      rules[i] = words.get(i);
    }
    return true;
  }
}
