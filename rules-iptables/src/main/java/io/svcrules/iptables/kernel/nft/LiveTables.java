// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.nftables.NftGeneration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of one family, changed again and again by lines of iptables-restore. What was learnt
 * of them stays known as long as nobody else changes any rule set of the network namespace, so that
 * a small change reads next to nothing. One thread at a time may use it.
 *
 * <p>All methods throw {@link NetlinkException} if the kernel cannot be asked.
 */
public final class LiveTables {
  /** How often a transaction is made again because somebody else was faster. */
  private static final int ATTEMPTS = 20;

  /** The reports of so many rules fit into a receive buffer of 8 MiB for certain. */
  private static final int REPORTED = 1_000;

  private final NftTables tables;
  private final KernelSets sets;
  private final OwnCommits own;
  private final ChainIndex index;
  private Optional<NftGeneration> known = Optional.empty();

  /**
   * Tables of which nothing is known yet.
   *
   * @param sets those that the tables were made with; asked anew for each reading and change
   * @param own what else this process changes in the network namespace
   * @param shortest how many rules a chain must have more than, to be remembered with all handles
   */
  public LiveTables(NftTables tables, KernelSets sets, OwnCommits own, int shortest) {
    this.index = new ChainIndex(shortest);
    this.tables = tables;
    this.sets = sets;
    this.own = own;
  }

  /**
   * All rules.
   *
   * @throws IncompatibleTableException if iptables would not read a table
   */
  public Ruleset read() {
    sets.forget();
    NftSnapshot snapshot = tables.read();
    index.learn(snapshot);
    known = Optional.of(snapshot.generation());
    return snapshot.ruleset();
  }

  /**
   * Whether anybody else has changed any rule set of the network namespace since the rules were
   * last read or changed here; true if neither has happened.
   */
  public boolean isChangedByOthers() {
    NftGeneration now = tables.generation();
    return known.isEmpty() || !own.lead(known.get(), now);
  }

  /** Whether there is a chain of a name. */
  public boolean hasChain(Table table, String chain) {
    return tables.chain(table, chain).isPresent();
  }

  /** Forgets everything that was learnt: the rules are changed in another way. */
  public void forget() {
    index.clear();
    known = Optional.empty();
  }

  /**
   * Makes changes, all or none.
   *
   * @throws RefusedChangeException if a change cannot be made; nothing was done
   * @throws UnsupportedRuleException if a change cannot be said here; nothing was done
   * @throws IncompatibleTableException if a table is none of iptables; nothing was done
   */
  public void commit(List<TableChanges> changes) {
    sets.forget();
    boolean done = false;
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (tryCommit(changes)) {
          done = true;
          return;
        }
        forget();
      }
      throw new NetlinkException("the rules changed before they could be, " + ATTEMPTS + " times");
    } finally {
      if (!done) {
        forget();
      }
    }
  }

  /** False if somebody else has changed the rules meanwhile. */
  private boolean tryCommit(List<TableChanges> changes) {
    NftGeneration generation = refresh();
    TranslatedChanges translated = new TranslatedChanges();
    for (int i = 0; i < changes.size(); i++) {
      new ChangeTranslator(tables, index, changes.get(i), i, translated).translate();
    }
    try {
      send(generation, translated);
    } catch (RefusedTransactionException e) {
      if (e.is(Errno.ERESTART)) {
        return false;
      }
      throw refusal(e, translated);
    }
    succeed(generation, translated);
    return true;
  }

  /** The present generation; forgets what others may have changed. */
  private NftGeneration refresh() {
    NftGeneration now = tables.generation();
    if (known.isEmpty() || !own.lead(known.get(), now)) {
      index.clear();
    }
    known = Optional.of(now);
    return now;
  }

  private void send(NftGeneration generation, TranslatedChanges translated) {
    if (translated.wantsHandles(REPORTED)) {
      translated.settle(tables.applyAndReportIf(generation, translated.commands()));
    } else {
      tables.applyIf(generation, translated.commands());
    }
  }

  private void succeed(NftGeneration generation, TranslatedChanges translated) {
    for (Map.Entry<Table, Set<String>> changed : translated.changed().entrySet()) {
      index.trim(changed.getKey(), changed.getValue());
    }
    // A transaction that changes nothing makes no generation, and the next one is of others.
    if (translated.isCertain()) {
      own.add(generation, generation.next());
      known = Optional.of(generation.next());
    }
  }

  private static RefusedChangeException refusal(
      RefusedTransactionException e, TranslatedChanges translated) {
    RefusedChange first = e.refused().get(0);
    Optional<ChangePlace> place =
        first.change().isPresent()
            ? Optional.of(translated.place(first.index()))
            : Optional.empty();
    return new RefusedChangeException(e.reason(), place, e);
  }
}
