// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Table;
import io.svcrules.netlink.nftables.NftChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The chains of one table that have been read. */
final class FoundChains {
  private final Table table;
  private final ChainReaders readers;
  private final Map<String, NftChainRules> chains = new HashMap<>();
  private Set<String> called = new LinkedHashSet<>();

  FoundChains(Table table, ChainReaders readers) {
    this.table = table;
    this.readers = readers;
  }

  int size() {
    return chains.size();
  }

  /** Reads the built-in chains, those that their rules jump to, and so on, level by level. */
  void addReachable() {
    ChainReader reader = readers.first();
    for (String name : table.builtInChains()) {
      reader.client().chain(reader.family(), table.lowerCase(), name).ifPresent(this::add);
    }
    while (!called.isEmpty()) {
      Set<String> level = called;
      called = new LinkedHashSet<>();
      List<String> names = List.copyOf(level);
      List<List<HandledRule>> rules = readers.rules(table, names);
      for (int i = 0; i < names.size(); i++) {
        put(new NftChainRules(names.get(i), ChainPolicy.NONE, rules.get(i)));
      }
      // Some stand behind the first jump to them.
      called.removeAll(level);
    }
  }

  /**
   * Reads a chain unless it was.
   *
   * @throws IncompatibleTableException if iptables could not have made it
   */
  void add(NftChain chain) {
    BaseChains.check(table, chain);
    if (!chains.containsKey(chain.name())) {
      put(NftChainRules.of(chain, readers.first().rules(table, chain.name())));
    }
  }

  private void put(NftChainRules chain) {
    chains.put(chain.name(), chain);
    for (HandledRule rule : chain.rules()) {
      Optional<String> target = rule.rule().target().calledChain();
      if (target.isPresent() && !chains.containsKey(target.get())) {
        called.add(target.get());
      }
    }
  }

  /** The built-in chains in hook order, then the others by name. */
  Map<String, NftChainRules> sorted() {
    Map<String, NftChainRules> sorted = new LinkedHashMap<>();
    for (String name : table.builtInChains()) {
      if (chains.containsKey(name)) {
        sorted.put(name, chains.get(name));
      }
    }
    List<String> names = new ArrayList<>(chains.keySet());
    names.sort(null);
    names.forEach(name -> sorted.putIfAbsent(name, chains.get(name)));
    return sorted;
  }
}
