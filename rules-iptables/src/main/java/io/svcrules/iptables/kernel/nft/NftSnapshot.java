// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.NftGeneration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables of one family held at one generation of the rule set.
 *
 * @param family the family
 * @param generation the generation, of which a transaction can demand that it be still the last
 * @param tables the tables that exist; of each the chains that were read, by name: the built-in
 *     ones in hook order, then the others by name
 */
public record NftSnapshot(
    IpFamily family, NftGeneration generation, Map<Table, Map<String, NftChainRules>> tables) {

  /** Copies the maps, keeping the order of the chains. */
  public NftSnapshot {
    Map<Table, Map<String, NftChainRules>> copy = new EnumMap<>(Table.class);
    tables.forEach(
        (table, chains) ->
            copy.put(table, Collections.unmodifiableMap(new LinkedHashMap<>(chains))));
    tables = Collections.unmodifiableMap(copy);
  }

  /** The chain, if it exists and was read. */
  public Optional<NftChainRules> chain(Table table, String name) {
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(name));
  }

  /**
   * The same without the kernel's numbers, as iptables-save prints it: with all built-in chains of
   * each table, though the kernel has only those that had a rule once.
   */
  public Ruleset ruleset() {
    List<TableRules> rules = new ArrayList<>();
    tables.forEach(
        (table, found) -> {
          List<Chain> chains = new ArrayList<>(found.size());
          for (String name : table.builtInChains()) {
            if (!found.containsKey(name)) {
              chains.add(new Chain(name, ChainPolicy.ACCEPT, List.of()));
            }
          }
          found.values().forEach(chain -> chains.add(chain.chain()));
          rules.add(TableRules.ofDistinct(table, chains));
        });
    return Ruleset.of(family, rules);
  }
}
