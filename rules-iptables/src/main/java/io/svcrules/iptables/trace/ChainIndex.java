// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The chains of a node, each indexed when a packet first comes there. */
final class ChainIndex {
  private final ChainSource source;
  private final Map<Table, Map<String, IndexedChain>> chains = new EnumMap<>(Table.class);

  ChainIndex(ChainSource source) {
    this.source = source;
    for (Table table : Table.values()) {
      chains.put(table, new ConcurrentHashMap<>());
    }
  }

  Optional<IndexedChain> chain(Table table, String name) {
    IndexedChain known = chains.get(table).get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Chain> chain = source.chain(table, name);
    return chain.map(c -> chains.get(table).computeIfAbsent(name, n -> IndexedChain.of(c)));
  }
}
