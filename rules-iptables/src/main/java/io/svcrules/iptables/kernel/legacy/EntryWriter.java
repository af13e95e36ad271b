// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.netlink.OptionMemory;

/** Collects new entries that stand one behind the other, and writes them to the memory at once. */
final class EntryWriter {
  /** More than the longest entry, whose length has 16 bits. */
  private static final int ROOM = 128 * 1024;

  private final OptionMemory memory;
  private final int base;
  private final byte[] bytes = new byte[ROOM];
  private int start;
  private int filled;

  EntryWriter(OptionMemory memory, int base) {
    this.memory = memory;
    this.base = base;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where in the bytes an entry is to be written that has a size and a place in the table. */
  int room(int place, int size) {
    if (place != start + filled || filled + size > ROOM) {
      flush();
      start = place;
    }
    int at = filled;
    filled += size;
    return at;
  }

  void flush() {
    memory.put(base + start, bytes, 0, filled);
    start += filled;
    filled = 0;
  }
}
