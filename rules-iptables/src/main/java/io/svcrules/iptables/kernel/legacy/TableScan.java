// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.netlink.OptionMemory;
import java.util.ArrayList;
import java.util.List;

/** One walk over a table that finds its chains and jumps. */
final class TableScan {
  private final EntryCursor entry;
  private final TableInfo info;
  private final LikelyChains likely;
  private final List<HeldChain> chains = new ArrayList<>();
  private final IntList starts = new IntList();
  private final IntList jumps = new IntList();
  private final IntList verdicts = new IntList();
  private final IntList lengths = new IntList();
  private final IntList targets = new IntList();
  private int index;
  private String name;
  private boolean builtIn;
  private int begin;
  private int firstIndex;
  private int firstJump;
  private int last;
  private int lastVerdict;

  private TableScan(EntryCursor entry, TableInfo info, LikelyChains likely) {
    this.entry = entry;
    this.info = info;
    this.likely = likely;
  }

  /**
   * The table that stands in the memory.
   *
   * @param likely chains whose names need not be made again
   * @throws IncompatibleLayoutException if it is laid out in an unknown way
   */
  static HeldTable scan(
      OptionMemory memory, int base, TableInfo info, EntryLayout layout, LikelyChains likely) {
    TableScan scan = new TableScan(new EntryCursor(memory, base, layout), info, likely);
    scan.run();
    HeldTable table =
        new HeldTable(
            memory,
            base,
            info,
            layout,
            scan.chains,
            scan.starts,
            scan.jumps,
            scan.verdicts,
            scan.lengths,
            scan.targets);
    for (int i = 0; i < scan.targets.size(); i++) {
      int target = scan.targets.get(i);
      if (target != HeldTable.NEXT) {
        scan.targets.set(i, table.chainAt(target));
      }
    }
    return table;
  }

  private void run() {
    entry.seek(0, info.size());
    while (entry.next()) {
      boolean head = entry.isHead();
      String hooked = head || name != null ? null : info.builtInChain(entry.offset());
      if (head || hooked != null) {
        finishUser();
        start(head ? name() : hooked, head);
      }
      if (name == null) {
        throw new IncompatibleLayoutException("an entry of no chain at " + entry.offset());
      }
      if (!head) {
        entry(entry.offset());
      }
      index++;
    }
    // The very last head begins no chain.
    boolean whole = EntryParts.ERROR.equals(name) && last < begin && !chains.isEmpty();
    if (!whole || index != info.entries()) {
      throw new IncompatibleLayoutException("the table does not end as it should");
    }
    starts.removeLast();
  }

  private String name() {
    Chain guess = likely.at(chains.size());
    if (guess != null && entry.begins(guess.name())) {
      return guess.name();
    }
    String read = entry.chain();
    for (int i = 0; i < read.length(); i++) {
      if (read.charAt(i) <= ' ' || read.charAt(i) >= 0x7f) {
        throw new IncompatibleLayoutException("a chain with an unreadable name");
      }
    }
    return read;
  }

  private void start(String chain, boolean head) {
    name = chain;
    builtIn = !head;
    begin = entry.offset();
    firstIndex = index;
    firstJump = jumps.size();
    starts.add(head ? begin + entry.length() : begin);
  }

  private void entry(int place) {
    last = place;
    lastVerdict = entry.isStandard() ? entry.verdict() : 0;
    if (entry.isStandard() && lastVerdict >= 0) {
      jumps.add(place);
      verdicts.add(entry.targetOffset() + EntryParts.HEADER);
      lengths.add(entry.length());
      targets.add(entry.fallsThrough() ? HeldTable.NEXT : lastVerdict);
    }
    if (builtIn && info.isUnderflow(place)) {
      finish(policy(), index + 1, place + entry.length());
      name = null;
    }
  }

  /** A chain that is not built in ends where the next one begins. */
  private void finishUser() {
    if (name != null) {
      if (lastVerdict != XtablesUapi.XT_RETURN || last < begin) {
        throw new IncompatibleLayoutException("the chain " + name + " does not return");
      }
      finish(ChainPolicy.NONE, index, entry.offset());
    }
  }

  private void finish(ChainPolicy policy, int endIndex, int end) {
    int first = starts.get(starts.size() - 1);
    chains.add(
        new HeldChain(
            name,
            policy,
            begin,
            first,
            last,
            end,
            firstIndex,
            endIndex - firstIndex,
            firstJump,
            jumps.size() - firstJump));
  }

  private ChainPolicy policy() {
    for (ChainPolicy policy : List.of(ChainPolicy.ACCEPT, ChainPolicy.DROP)) {
      if (EntryEncoder.verdict(policy) == lastVerdict) {
        return policy;
      }
    }
    throw new IncompatibleLayoutException("the chain " + name + " has no policy");
  }
}
