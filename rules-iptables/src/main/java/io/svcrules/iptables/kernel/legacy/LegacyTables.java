// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Change;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableChanges;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.kernel.nft.KernelSets;
import io.svcrules.iptables.kernel.nft.UnsupportedRuleException;
import io.svcrules.model.IpFamily;
import io.svcrules.model.batch.Batches;
import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.OptionSocketOpener;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tables of x_tables in the kernel, of one family. Remembers nothing of them.
 *
 * <p>All methods throw {@link io.svcrules.netlink.NetlinkException} if the kernel cannot be asked,
 * and {@link IncompatibleLayoutException} if it holds what is not known here.
 */
public final class LegacyTables {
  /** How often is tried again because somebody else was faster. */
  private static final int ATTEMPTS = 20;

  /** Changes that are measured in a millisecond. */
  private static final int BATCH = 20_000;

  /** What a kernel says that lacks a table, a match, a target, or a revision of one. */
  private static final Set<Integer> LACKING =
      Set.of(Errno.ENOENT.number(), Errno.ENOPROTOOPT.number());

  private final EntryLayout layout;
  private final OptionSocketOpener opener;
  private final KernelSets sets;
  private final ForeignEntries foreign;
  private final WrittenRules written = new WrittenRules();

  /**
   * The tables of a family.
   *
   * @param opener opens sockets of that family
   * @param sets the ipsets that rules may name
   * @param foreign knows what rules say that are not known here
   */
  public LegacyTables(
      IpFamily family, OptionSocketOpener opener, KernelSets sets, ForeignEntries foreign) {
    this.layout = EntryLayout.of(family);
    this.opener = opener;
    this.sets = sets;
    this.foreign = foreign;
  }

  /** A codec for one thread. */
  private RuleCodec codec() {
    return RuleCodec.of(layout.family(), sets);
  }

  /** All rules of a table, which the kernel makes if there is none yet. */
  public TableRules read(Table table) {
    sets.forget();
    LikelyChains likely = written.take(table);
    try (OptionSocket socket = opener.open()) {
      TableSocket tables = new TableSocket(socket, layout);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<TableRules> rules = tryRead(tables, table, likely);
        if (rules.isPresent()) {
          return rules.get();
        }
      }
    }
    throw changing(table);
  }

  /** How many entries a table has: its rules, and what begins and ends its chains. */
  public int entries(Table table) {
    try (OptionSocket socket = opener.open()) {
      return info(new TableSocket(socket, layout), table).entries();
    }
  }

  /** A table as it is now, to be decoded chain by chain. */
  public LegacyTable hold(Table table) {
    sets.forget();
    try (OptionSocket socket = opener.open()) {
      TableSocket tables = new TableSocket(socket, layout);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        TableInfo info = info(tables, table);
        OptionMemory memory = socket.allocate(TableSocket.BASE + info.size());
        HeldTable held = null;
        try {
          held = read(tables, table, info, memory);
        } finally {
          if (held == null) {
            memory.close();
          }
        }
        if (held != null) {
          return new LegacyTable(table, held, this::codec, foreign);
        }
      }
    }
    throw changing(table);
  }

  private Optional<TableRules> tryRead(TableSocket tables, Table table, LikelyChains likely) {
    TableInfo info = info(tables, table);
    try (OptionMemory memory = tables.socket().allocate(TableSocket.BASE + info.size())) {
      HeldTable held = tables.read(table, info, memory, likely);
      return new TableDecoder(table, held, this::codec, likely, foreign).decode();
    } catch (NetlinkSocketException e) {
      if (isOutrun(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static TableInfo info(TableSocket tables, Table table) {
    try {
      return tables.info(table);
    } catch (NetlinkSocketException e) {
      if (LACKING.contains(e.errno())) {
        throw new IncompatibleLayoutException("no table " + table.lowerCase());
      }
      throw e;
    }
  }

  private static boolean isOutrun(NetlinkSocketException e) {
    return e.errno() == Errno.EAGAIN.number();
  }

  private static IncompatibleLayoutException changing(Table table) {
    return new IncompatibleLayoutException(
        "table " + table.lowerCase() + " changed each time, " + ATTEMPTS + " times");
  }

  /**
   * Makes changes of a table, all or none. To be called by whoever holds the lock of iptables.
   *
   * @throws RefusedEditException if a change cannot be made; nothing was done
   * @throws UnsupportedRuleException if a change cannot be said here, or not in this kernel;
   *     nothing was done
   */
  public void commit(TableChanges changes) {
    sets.forget();
    IntList sizes = sizes(changes.changes());
    try (OptionSocket socket = opener.open()) {
      TableSocket tables = new TableSocket(socket, layout);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (tryCommit(tables, changes, sizes)) {
          return;
        }
      }
    }
    throw changing(changes.table());
  }

  /** How many bytes each change adds to the table. */
  private IntList sizes(List<Change> changes) {
    IntList sizes = new IntList();
    Batches.map(changes, BATCH, this::sizesOf).forEach(sizes::addAll);
    return sizes;
  }

  private IntList sizesOf(List<Change> changes) {
    EntryEncoder encoder = codec().encoder();
    IntList sizes = new IntList();
    for (Change change : changes) {
      Rule added = null;
      if (change instanceof Change.Append append) {
        added = append.rule();
      } else if (change instanceof Change.Insert insert) {
        added = insert.rule();
      } else if (change instanceof Change.Replace replace) {
        added = replace.rule();
      }
      boolean chain = change instanceof Change.CreateOrFlush || change instanceof Change.Create;
      int bare = chain ? layout.headSize() + layout.standardSize() : 0;
      sizes.add(added == null ? bare : encoder.size(added));
    }
    return sizes;
  }

  /** False if somebody else was faster. */
  private boolean tryCommit(TableSocket tables, TableChanges changes, IntList sizes) {
    Table table = changes.table();
    TableInfo before = info(tables, table);
    int counters = Math.addExact(Math.addExact(TableSocket.BASE, sizes.sum()), before.size());
    int room = Math.addExact(counters, before.entries() * XtablesUapi.SIZEOF_XT_COUNTERS);
    try (OptionMemory memory = tables.socket().allocate(room)) {
      HeldTable held = read(tables, table, before, memory);
      if (held == null) {
        return false;
      }
      TableEdit edit = new TableEdit(held, codec().decoder());
      edit.apply(changes.changes(), sizes);
      TableWriter writer = new TableWriter(edit, this::codec);
      TableInfo after = writer.write();
      if (!replace(tables, table, before, after, memory, counters)) {
        return false;
      }
      KeptCounters kept = new KeptCounters(memory, counters, before.entries());
      if (!kept.isZero()) {
        kept.arrange(writer.kept(), after.entries(), XtablesUapi.SIZEOF_XT_COUNTERS_INFO);
        tables.addCounters(table, after.entries(), memory);
      }
      written.remember(table, writer.chains());
      return true;
    }
  }

  private static HeldTable read(
      TableSocket tables, Table table, TableInfo before, OptionMemory memory) {
    try {
      return tables.read(table, before, memory, LikelyChains.NONE);
    } catch (NetlinkSocketException e) {
      if (isOutrun(e)) {
        return null;
      }
      throw e;
    }
  }

  private static boolean replace(
      TableSocket tables,
      Table table,
      TableInfo before,
      TableInfo after,
      OptionMemory memory,
      int counters) {
    try {
      tables.replace(table, before, after, memory, counters);
      return true;
    } catch (NetlinkSocketException e) {
      if (isOutrun(e)) {
        return false;
      }
      if (LACKING.contains(e.errno())) {
        throw new UnsupportedRuleException("the kernel lacks something that a rule needs");
      }
      if (e.errno() == Errno.EPERM.number() || e.errno() == Errno.ENOMEM.number()) {
        throw e;
      }
      throw new RefusedEditException(Errno.describe(e.errno()), OptionalInt.empty(), e);
    }
  }
}
