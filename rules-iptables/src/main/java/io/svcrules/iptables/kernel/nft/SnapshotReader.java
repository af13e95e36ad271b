// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftGeneration;
import io.svcrules.netlink.nftables.NftTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rules chain by chain. The kernel takes far longer to dump the rules of a whole table
 * with very many chains, and even a dump of only the chains takes time that grows with the square
 * of their number; so chains are found by the jumps to them, and dumped only if some are missing.
 */
record SnapshotReader(IpFamily family, ChainReaders readers) {
  /** How often reading begins again because somebody changed a rule set meanwhile. */
  private static final int ATTEMPTS = 10;

  private ChainReader reader() {
    return readers.first();
  }

  NftSnapshot read() {
    NftGeneration before = reader().client().generation();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<Table, Map<String, NftChainRules>> tables = readTables();
      NftGeneration after = reader().client().generation();
      if (after.id() == before.id()) {
        return new NftSnapshot(family, after, tables);
      }
      before = after;
    }
    throw new NetlinkException("the rules changed while they were read, " + ATTEMPTS + " times");
  }

  private Map<Table, Map<String, NftChainRules>> readTables() {
    Map<Table, FoundChains> tables = new EnumMap<>(Table.class);
    boolean complete = true;
    for (NftTable one : reader().client().tables(reader().family())) {
      Optional<Table> table = Table.named(one.name());
      if (table.isPresent()) {
        FoundChains chains = new FoundChains(table.get(), readers);
        chains.addReachable();
        tables.put(table.get(), chains);
        // Sets and other objects count as well; with them all chains are asked for.
        complete &= chains.size() == one.use();
      }
    }
    if (!complete) {
      addAll(tables);
    }
    Map<Table, Map<String, NftChainRules>> sorted = new EnumMap<>(Table.class);
    tables.forEach((table, chains) -> sorted.put(table, chains.sorted()));
    return sorted;
  }

  private void addAll(Map<Table, FoundChains> tables) {
    List<NftChain> all = new ArrayList<>(reader().client().chains(reader().family()));
    for (NftChain chain : all) {
      FoundChains found = Table.named(chain.table()).map(tables::get).orElse(null);
      if (found != null) {
        found.add(chain);
      }
    }
  }
}
