// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.netlink.OptionMemory;

/**
 * What the rules that stay have counted: the kernel begins at zero with each table it is given, and
 * says what it had counted until then.
 *
 * @param memory where it said so
 * @param from where in the memory
 * @param entries how many entries it said it of
 */
record KeptCounters(OptionMemory memory, int from, int entries) {
  private static final int PIECE = 64 * 1024;

  /** Whether nothing was counted. */
  boolean isZero() {
    byte[] piece = new byte[PIECE];
    int left = entries * XtablesUapi.SIZEOF_XT_COUNTERS;
    int at = from;
    while (left > 0) {
      int length = Math.min(left, PIECE);
      memory.get(at, piece, 0, length);
      for (int i = 0; i < length; i++) {
        if (piece[i] != 0) {
          return false;
        }
      }
      at += length;
      left -= length;
    }
    return true;
  }

  /**
   * Writes the counters of the entries as they stand now: zero for new ones.
   *
   * @param kept what stays of the table
   * @param newEntries how many entries there are now
   * @param to where in the memory
   */
  void arrange(Segments kept, int newEntries, int to) {
    byte[] zeros = new byte[PIECE];
    int left = newEntries * XtablesUapi.SIZEOF_XT_COUNTERS;
    int at = to;
    while (left > 0) {
      int length = Math.min(left, PIECE);
      memory.put(at, zeros, 0, length);
      at += length;
      left -= length;
    }
    kept.moveCounters(memory, from, to);
  }
}
