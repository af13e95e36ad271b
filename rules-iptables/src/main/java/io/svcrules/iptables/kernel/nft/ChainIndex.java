// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the tables of one family at one generation: which built-in chains are there, and
 * the handles of long chains. Short ones are read again when they are needed, which takes as long
 * as asking for the generation, and would take far more memory to remember.
 */
final class ChainIndex {
  private final int shortest;
  private final Map<Table, Map<String, LiveChain>> chains = new EnumMap<>(Table.class);
  private final Map<Table, Set<String>> builtIn = new EnumMap<>(Table.class);

  /**
   * An index that knows nothing yet.
   *
   * @param shortest how many rules a chain must have more than, to be remembered
   */
  ChainIndex(int shortest) {
    this.shortest = shortest;
  }

  /** Forgets everything: somebody else may have changed it. */
  void clear() {
    chains.clear();
    builtIn.clear();
  }

  /** Remembers the long chains of all tables. */
  void learn(NftSnapshot snapshot) {
    clear();
    snapshot
        .tables()
        .forEach(
            (table, all) -> {
              all.values().forEach(chain -> learn(table, chain));
              table.builtInChains().stream()
                  .filter(all::containsKey)
                  .forEach(chain -> addBuiltIn(table, chain));
            });
  }

  private void learn(Table table, NftChainRules chain) {
    if (chain.rules().size() > shortest) {
      put(table, chain.name(), new LiveChain(chain.rules()));
    }
  }

  /** Whether a built-in chain is known to be there. */
  boolean hasBuiltIn(Table table, String chain) {
    return builtIn.getOrDefault(table, Set.of()).contains(chain);
  }

  void addBuiltIn(Table table, String chain) {
    builtIn.computeIfAbsent(table, t -> new HashSet<>()).add(chain);
  }

  Optional<LiveChain> chain(Table table, String name) {
    return Optional.ofNullable(of(table).get(name));
  }

  LiveChain put(Table table, String name, LiveChain chain) {
    of(table).put(name, chain);
    return chain;
  }

  private Map<String, LiveChain> of(Table table) {
    return chains.computeIfAbsent(table, t -> new HashMap<>());
  }

  void remove(Table table, String name) {
    of(table).remove(name);
  }

  /** Gives up, of the chains that a transaction has changed, those not worth or able to be kept. */
  void trim(Table table, Set<String> changed) {
    for (String name : changed) {
      LiveChain chain = of(table).get(name);
      if (chain != null && (chain.size() <= shortest || !chain.isSettled())) {
        of(table).remove(name);
      }
    }
  }
}
