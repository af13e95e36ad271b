// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;
import io.svcrules.model.batch.Batches;
import io.svcrules.netlink.nftables.NftGeneration;
import io.svcrules.netlink.nftables.NftablesClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads the rules of very many chains by all processors. The kernel has one dump at a time on a
 * socket, so that each of them speaks to it by one of its own.
 *
 * @param first reads by itself if there are few chains, and what else is asked
 * @param clients makes more clients, which are closed when all is read; without it the first reads
 *     all
 */
record ChainReaders(ChainReader first, Optional<Supplier<NftablesClient>> clients) {
  /** Chains that are read in some milliseconds. */
  private static final int BATCH = 250;

  /** The rules of each of some chains; none of one that does not exist. */
  List<List<HandledRule>> rules(Table table, List<String> chains) {
    List<ChainReader> readers = new ArrayList<>();
    readers.add(first);
    try {
      int helpers = Math.min(ForkJoinPool.getCommonPoolParallelism(), chains.size() / BATCH);
      for (int i = 0; i < helpers && clients.isPresent(); i++) {
        NftablesClient client = clients.get().get();
        readers.add(first.with(client));
        // Its socket is opened by this thread: those of the pool may be in another namespace.
        NftGeneration ignored = client.generation();
      }
      return read(readers, table, chains);
    } finally {
      readers.stream().skip(1).forEach(helper -> helper.client().close());
    }
  }

  private static List<List<HandledRule>> read(
      List<ChainReader> readers, Table table, List<String> chains) {
    List<List<HandledRule>> rules = new ArrayList<>(Collections.nCopies(chains.size(), List.of()));
    AtomicInteger next = new AtomicInteger();
    Batches.map(
        readers,
        1,
        one -> {
          int from;
          while ((from = next.getAndAdd(BATCH)) < chains.size()) {
            int end = Math.min(chains.size(), from + BATCH);
            for (int i = from; i < end; i++) {
              // Each place is written by one thread, and read when all are done.
              rules.set(i, one.get(0).rules(table, chains.get(i)));
            }
          }
          return from;
        });
    return rules;
  }
}
