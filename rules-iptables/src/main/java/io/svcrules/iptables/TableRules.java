// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chains of one table. Equality does not look at the order of chains, which means nothing to
 * the kernel.
 *
 * @param table the table
 * @param chains by name, in the order in which they are printed
 */
public record TableRules(Table table, Map<String, Chain> chains) {

  /** Copies the chains, keeping their order. */
  public TableRules {
    chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
  }

  /** A table with these chains; of two with one name the later stays. */
  public static TableRules of(Table table, Collection<Chain> chains) {
    Map<String, Chain> byName = new LinkedHashMap<>(chains.size() * 2);
    for (Chain chain : chains) {
      byName.put(chain.name(), chain);
    }
    return new TableRules(table, byName);
  }

  /** The table as a kernel creates it: built-in chains only, empty, which accept. */
  public static TableRules withBuiltInChains(Table table) {
    return of(
        table,
        table.builtInChains().stream()
            .map(name -> new Chain(name, ChainPolicy.ACCEPT, List.of()))
            .toList());
  }

  /** The chain of that name. */
  public Optional<Chain> chain(String name) {
    return Optional.ofNullable(chains.get(name));
  }
}
