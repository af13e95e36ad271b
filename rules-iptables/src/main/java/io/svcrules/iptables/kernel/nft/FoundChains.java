// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Table;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import io.svcrules.netlink.nftables.NftChain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chains of one table that have been read. */
final class FoundChains {
  private final Table table;
  private final ChainReader reader;
  private final Map<String, NftChainRules> chains = new HashMap<>();
  private final Deque<String> called = new ArrayDeque<>();

  FoundChains(Table table, ChainReader reader) {
    this.table = table;
    this.reader = reader;
  }

  int size() {
    return chains.size();
  }

  /** Reads the built-in chains, those that their rules jump to, and so on. */
  void addReachable() {
    for (String name : table.builtInChains()) {
      reader.client().chain(reader.family(), table.lowerCase(), name).ifPresent(this::add);
    }
    while (!called.isEmpty()) {
      read(called.pop(), ChainPolicy.NONE);
    }
  }

  /**
   * Reads a chain unless it was.
   *
   * @throws IncompatibleTableException if iptables could not have made it
   */
  void add(NftChain chain) {
    BaseChains.check(table, chain);
    read(chain.name(), policy(chain));
  }

  private void read(String name, ChainPolicy policy) {
    if (chains.containsKey(name)) {
      return;
    }
    List<HandledRule> rules = reader.rules(table, name);
    chains.put(name, new NftChainRules(name, policy, rules));
    for (HandledRule rule : rules) {
      Optional<String> target = rule.rule().target().calledChain();
      if (target.isPresent() && !chains.containsKey(target.get())) {
        called.push(target.get());
      }
    }
  }

  private static ChainPolicy policy(NftChain chain) {
    return chain
        .base()
        .map(
            base ->
                base.policy() == NetfilterUapi.NF_ACCEPT ? ChainPolicy.ACCEPT : ChainPolicy.DROP)
        .orElse(ChainPolicy.NONE);
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
