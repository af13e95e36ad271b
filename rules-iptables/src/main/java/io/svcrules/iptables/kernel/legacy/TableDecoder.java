// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.batch.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The rules of a table, all of them by all processors. Rules that are not known here are taken from
 * what iptables prints, if that is of the same table.
 */
final class TableDecoder {
  /** Chains whose rules are read in some milliseconds. */
  private static final int BATCH = 4000;

  private final Table name;
  private final HeldTable table;
  private final Supplier<RuleCodec> codecs;
  private final LikelyChains likely;
  private final ForeignEntries foreign;
  private final IntFunction<Jump> jumps;
  private TableRules spelled;

  /**
   * A decoder of one table.
   *
   * @param codecs makes a codec for each thread
   * @param likely chains that may be there
   */
  TableDecoder(
      Table name,
      HeldTable table,
      Supplier<RuleCodec> codecs,
      LikelyChains likely,
      ForeignEntries foreign) {
    this.name = name;
    this.table = table;
    this.codecs = codecs;
    this.likely = likely;
    this.foreign = foreign;
    this.jumps = table.jumpsByPlace();
  }

  /**
   * The rules; empty if the table changed while iptables was asked.
   *
   * @throws IncompatibleLayoutException if they cannot be understood
   */
  Optional<TableRules> decode() {
    int size = table.chains().size();
    List<Integer> batches = IntStream.rangeClosed(0, size / BATCH).boxed().toList();
    List<Chain> chains = new ArrayList<>(size);
    Batches.map(batches, 1, one -> decode(one.get(0) * BATCH)).forEach(chains::addAll);
    for (int i = 0; i < size; i++) {
      if (chains.get(i) == null) {
        Optional<Chain> completed = complete(table.chains().get(i));
        if (completed.isEmpty()) {
          return Optional.empty();
        }
        chains.set(i, completed.get());
      }
    }
    return Optional.of(TableRules.ofDistinct(name, chains));
  }

  /**
   * The rules of one chain; empty if the table changed while iptables was asked.
   *
   * @throws IncompatibleLayoutException if they cannot be understood
   */
  Optional<Chain> decode(HeldChain chain) {
    Chain decoded = decoder().decode(chain, null);
    return decoded == null ? complete(chain) : Optional.of(decoded);
  }

  private ChainDecoder decoder() {
    return new ChainDecoder(table, codecs.get(), jumps);
  }

  /** The chains from a number on, null where something is not known. */
  private List<Chain> decode(int from) {
    ChainDecoder decoder = decoder();
    int end = Math.min(table.chains().size(), from + BATCH);
    List<Chain> decoded = new ArrayList<>(end - from);
    for (int i = from; i < end; i++) {
      HeldChain chain = table.chains().get(i);
      decoded.add(decoder.decode(chain, likely.at(i, chain.name())));
    }
    return decoded;
  }

  /** Fills in what is not known; empty if what is known is not the same. */
  private Optional<Chain> complete(HeldChain chain) {
    Rule[] rules = decoder().rules(chain);
    return complete(chain.name(), rules)
        ? Optional.of(new Chain(chain.name(), chain.policy(), List.of(rules)))
        : Optional.empty();
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
