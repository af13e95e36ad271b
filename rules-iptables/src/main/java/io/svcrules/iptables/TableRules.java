// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Collection;
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

  /**
   * Copies the chains, keeping their order.
   *
   * @throws IllegalArgumentException if a chain stands under another name than its own
   */
  public TableRules {
    chains = chains instanceof ChainMap ? chains : copy(chains);
  }

  private static ChainMap copy(Map<String, Chain> chains) {
    chains.forEach(
        (name, chain) -> {
          if (!name.equals(chain.name())) {
            throw new IllegalArgumentException(chain.name() + " stands under " + name);
          }
        });
    return ChainMap.of(chains.values());
  }

  /** A table with these chains; of two with one name the later stays. */
  public static TableRules of(Table table, Collection<Chain> chains) {
    return new TableRules(table, ChainMap.of(chains));
  }

  /**
   * A table with these chains, of which no two have one name. Costs less than {@link #of}, as the
   * names are not looked at before somebody asks for one.
   */
  public static TableRules ofDistinct(Table table, Collection<Chain> chains) {
    return new TableRules(table, ChainMap.ofDistinct(chains));
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
