// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.Jump;
import io.svcrules.netlink.OptionMemory;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A table as the kernel gives it.
 *
 * @param memory holds its entries
 * @param base where they begin there
 * @param info what the kernel says of it
 * @param layout how entries look
 * @param chains in the order in which they stand there
 * @param starts where the first entry of each of these chains stands; rising
 * @param jumps where the entry of each jump stands; rising
 * @param verdicts where the verdict of each jump stands in its entry
 * @param lengths how long each of these entries is
 * @param targets the number of the chain that each of them calls, or {@link #NEXT}
 */
record HeldTable(
    OptionMemory memory,
    int base,
    TableInfo info,
    EntryLayout layout,
    List<HeldChain> chains,
    IntList starts,
    IntList jumps,
    IntList verdicts,
    IntList lengths,
    IntList targets) {
  /** A jump that leads no further than to the next entry: a rule without a target. */
  static final int NEXT = -1;

  /** A walk over the entries, which has not begun. */
  EntryCursor cursor() {
    return new EntryCursor(memory, base, layout);
  }

  /**
   * The number of the chain whose first entry stands at a place.
   *
   * @throws IncompatibleLayoutException if there is none
   */
  int chainAt(int place) {
    int chain = starts.indexOf(place);
    if (chain < 0) {
      throw new IncompatibleLayoutException("a jump to " + place + ", where no chain begins");
    }
    return chain;
  }

  /**
   * Gives the jump to the chain whose first entry stands at a place; hardly ever two for the same
   * chain, and then only to two threads.
   */
  IntFunction<Jump> jumpsByPlace() {
    Jump[] jumps = new Jump[chains.size()];
    return place -> {
      int chain = chainAt(place);
      if (jumps[chain] == null) {
        jumps[chain] = new Jump(chains.get(chain).name());
      }
      return jumps[chain];
    };
  }

  /** Where the last entry stands, which belongs to no chain. */
  int end() {
    return chains.get(chains.size() - 1).end();
  }
}
