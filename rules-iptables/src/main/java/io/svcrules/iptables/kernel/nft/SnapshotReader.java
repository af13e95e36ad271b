// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftGeneration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one dump of all chains, then one dump of the rules of each: the kernel takes far longer to
 * dump the rules of a whole table with very many chains.
 */
record SnapshotReader(IpFamily family, ChainReader chains) {
  /** How often reading begins again because somebody changed a rule set meanwhile. */
  private static final int ATTEMPTS = 10;

  NftSnapshot read() {
    NftGeneration before = chains.client().generation();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<Table, Map<String, NftChainRules>> tables = readTables();
      NftGeneration after = chains.client().generation();
      if (after.id() == before.id()) {
        return new NftSnapshot(family, after, tables);
      }
      before = after;
    }
    throw new NetlinkException("the rules changed while they were read, " + ATTEMPTS + " times");
  }

  private Map<Table, Map<String, NftChainRules>> readTables() {
    Map<Table, Map<String, NftChainRules>> tables = new EnumMap<>(Table.class);
    chains.client().tables(chains.family()).stream()
        .flatMap(table -> Table.named(table.name()).stream())
        .forEach(table -> tables.put(table, new LinkedHashMap<>()));
    for (NftChain chain : ordered(chains.client().chains(chains.family()))) {
      Optional<Table> table = Table.named(chain.table());
      if (table.isPresent() && tables.containsKey(table.get())) {
        BaseChains.check(table.get(), chain);
        tables.get(table.get()).put(chain.name(), readChain(table.get(), chain));
      }
    }
    return tables;
  }

  /** Built-in chains in hook order, then the others by name. */
  private static List<NftChain> ordered(List<NftChain> chains) {
    return chains.stream()
        .sorted(
            Comparator.<NftChain>comparingInt(
                    chain -> chain.base().map(base -> base.hook()).orElse(Integer.MAX_VALUE))
                .thenComparing(NftChain::name))
        .toList();
  }

  private NftChainRules readChain(Table table, NftChain chain) {
    return new NftChainRules(chain.name(), policy(chain), chains.rules(table, chain.name()));
  }

  private static ChainPolicy policy(NftChain chain) {
    return chain
        .base()
        .map(
            base ->
                base.policy() == NetfilterUapi.NF_ACCEPT ? ChainPolicy.ACCEPT : ChainPolicy.DROP)
        .orElse(ChainPolicy.NONE);
  }
}
