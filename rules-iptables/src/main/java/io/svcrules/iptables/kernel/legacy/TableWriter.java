// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.model.batch.Batches;
import io.svcrules.netlink.OptionMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes of a table in memory what an edit says, in its place: what stays is moved to where it will
 * stand, jumps are led to where their chains will stand, what is new is written between.
 */
final class TableWriter {
  /** Chains whose rules are written in some milliseconds. */
  private static final int BATCH = 4000;

  private final TableEdit edit;
  private final HeldTable table;
  private final Supplier<RuleCodec> codecs;
  private final EntryLayout layout;
  private final List<EditedChain> chains;
  private final Segments segments = new Segments();
  private int place;
  private int index;

  /**
   * A writer.
   *
   * @param codecs makes a codec for each thread
   */
  TableWriter(TableEdit edit, Supplier<RuleCodec> codecs) {
    this.edit = edit;
    this.table = edit.table();
    this.codecs = codecs;
    this.layout = table.layout();
    this.chains = edit.chains();
  }

  /**
   * Writes.
   *
   * @return what is to be said of the table now
   */
  TableInfo write() {
    chains.forEach(this::arrange);
    keep(table.end(), layout.headSize(), table.info().entries() - 1, 1);
    TableInfo info = info();
    segments.move(table.memory(), table.base());
    chains.forEach(this::lead);
    fill();
    return info;
  }

  /** Writes what is new; nothing of that stands where a processor writes for another one. */
  private void fill() {
    List<EditedChain> changed = new ArrayList<>();
    for (EditedChain chain : chains) {
      if (!chain.isUntouched()) {
        changed.add(chain);
      }
    }
    Batches.map(
        changed,
        BATCH,
        batch -> {
          ChainWriter writer = new ChainWriter(codecs.get().encoder(), table);
          batch.forEach(writer::write);
          writer.flush();
          return batch.size();
        });
  }

  /** The chains in their order. */
  List<EditedChain> chains() {
    return chains;
  }

  /** What stays of the table. */
  Segments kept() {
    return segments;
  }

  private void arrange(EditedChain chain) {
    HeldChain held = chain.held;
    chain.begin = place;
    if (chain.isUntouched()) {
      chain.first = place + held.first() - held.begin();
      chain.foot = place + held.foot() - held.begin();
      keep(held.begin(), held.end() - held.begin(), held.index(), held.entries());
      return;
    }
    if (held == null) {
      skip(layout.headSize());
    } else if (!held.isBuiltIn()) {
      keep(held.begin(), held.first() - held.begin(), held.index(), 1);
    }
    chain.first = place;
    for (EditedRule rule : chain.rules) {
      if (rule.isNew()) {
        skip(rule.size);
      } else {
        keep(rule.place, rule.size, rule.index, 1);
      }
    }
    chain.foot = place;
    if (held == null) {
      skip(layout.standardSize());
    } else {
      keep(held.foot(), held.end() - held.foot(), held.index() + held.entries() - 1, 1);
    }
  }

  private void keep(int from, int bytes, int fromIndex, int entries) {
    segments.add(from, bytes, fromIndex, entries, place, index);
    place += bytes;
    index += entries;
  }

  private void skip(int bytes) {
    place += bytes;
    index++;
  }

  private TableInfo info() {
    TableInfo before = table.info();
    List<Integer> entries = new ArrayList<>(before.hookEntries());
    List<Integer> underflows = new ArrayList<>(before.underflows());
    for (EditedChain chain : chains) {
      if (!chain.isBuiltIn()) {
        continue;
      }
      for (int hook = 0; hook < XtablesUapi.NF_INET_NUMHOOKS; hook++) {
        if (before.isValid(hook) && TableInfo.chain(hook).equals(chain.name)) {
          entries.set(hook, chain.first);
          underflows.set(hook, chain.foot);
        }
      }
    }
    return new TableInfo(before.validHooks(), entries, underflows, index, place);
  }

  /** Leads the jumps of rules that stay. */
  private void lead(EditedChain chain) {
    if (chain.policy != null) {
      int verdict = chain.foot + layout.size() + EntryParts.HEADER;
      putVerdict(verdict, EntryEncoder.verdict(chain.policy));
    }
    if (chain.isUntouched()) {
      leadUntouched(chain);
      return;
    }
    if (chain.held == null) {
      return;
    }
    int at = chain.first;
    for (EditedRule rule : chain.rules) {
      if (rule.verdict != 0) {
        int target = rule.calls == null ? at + rule.size : rule.calls.first;
        putVerdict(at + rule.verdict, target);
      }
      at += rule.size;
    }
  }

  private void leadUntouched(EditedChain chain) {
    int shift = chain.begin - chain.held.begin();
    int end = chain.held.jump() + chain.held.jumps();
    for (int i = chain.held.jump(); i < end; i++) {
      int called = table.targets().get(i);
      int at = table.jumps().get(i) + shift;
      if (called == HeldTable.NEXT) {
        putVerdict(at + table.verdicts().get(i), at + table.lengths().get(i));
      } else {
        int target = edit.held(called).first;
        if (target != table.starts().get(called)) {
          putVerdict(at + table.verdicts().get(i), target);
        }
      }
    }
  }

  private void putVerdict(int at, int verdict) {
    OptionMemory memory = table.memory();
    memory.putU32(table.base() + at, verdict);
  }
}
