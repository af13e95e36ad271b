// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.netlink.OptionMemory;

/**
 * A walk over the entries of a table, which are copied into the heap a piece at a time.
 *
 * <p>Throws {@link IncompatibleLayoutException} for entries that no kernel gives.
 */
final class EntryCursor {
  /** Twice the longest entry, whose length has 16 bits; stays in the cache of a processor. */
  private static final int WINDOW = 128 * 1024;

  private final OptionMemory memory;
  private final int base;
  private final EntryLayout layout;
  private byte[] window = new byte[0];
  private int windowStart;
  private int windowEnd;
  private int limit;
  private int offset;
  private int length;
  private int targetOffset;

  /**
   * A walk that has not begun.
   *
   * @param base where the table begins in the memory
   */
  EntryCursor(OptionMemory memory, int base, EntryLayout layout) {
    this.memory = memory;
    this.base = base;
    this.layout = layout;
  }

  /** Goes in front of the entry at a place of the table; the walk ends in front of another. */
  void seek(int from, int to) {
    offset = from;
    length = 0;
    limit = to;
  }

  /** Goes to the next entry; false if there is none. */
  boolean next() {
    offset += length;
    if (offset >= limit) {
      return false;
    }
    need(layout.size());
    length = HostOrder.u16(window, at() + layout.nextOffset());
    targetOffset = HostOrder.u16(window, at() + layout.targetOffset());
    need(length);
    int target = length - targetOffset;
    if (targetOffset < layout.size()
        || target < EntryParts.HEADER
        || HostOrder.u16(window, at() + targetOffset) > target
        || (isStandard() && target < EntryParts.STANDARD_SIZE)
        || (isHead() && target < EntryParts.ERROR_SIZE)) {
      throw new IncompatibleLayoutException("an entry of " + length + " bytes at " + offset);
    }
    return true;
  }

  private void need(int bytes) {
    if (offset + bytes > limit) {
      throw new IncompatibleLayoutException("an entry at " + offset + " beyond the end");
    }
    if (offset < windowStart || offset + bytes > windowEnd) {
      int piece = Math.min(limit - offset, WINDOW);
      if (window.length < piece) {
        window = new byte[piece];
      }
      windowStart = offset;
      windowEnd = offset + piece;
      memory.get(base + offset, window, 0, piece);
    }
  }

  /** Where the entry stands in the table. */
  int offset() {
    return offset;
  }

  /** How long it is. */
  int length() {
    return length;
  }

  /** What holds it, until the walk goes on. */
  byte[] bytes() {
    return window;
  }

  /** Where in these bytes. */
  int at() {
    return offset - windowStart;
  }

  /** Where its target stands in it. */
  int targetOffset() {
    return targetOffset;
  }

  /** Whether its target is a verdict, or a jump. */
  boolean isStandard() {
    return window[at() + targetOffset + EntryParts.NAME] == 0;
  }

  /** The verdict, below zero; else where to jump to in the table. */
  int verdict() {
    return HostOrder.u32(window, at() + targetOffset + EntryParts.HEADER);
  }

  /** Whether it jumps no further than to the next entry. */
  boolean fallsThrough() {
    return verdict() == offset + length;
  }

  /** Whether it begins a chain. */
  boolean isHead() {
    int name = at() + targetOffset + EntryParts.NAME;
    return window[name] == 'E'
        && EntryParts.name(window, name - EntryParts.NAME).equals(EntryParts.ERROR);
  }

  /** Whether it begins a chain of that name, which has seven bits a character. */
  boolean begins(String chain) {
    int name = at() + targetOffset + EntryParts.HEADER;
    int length = chain.length();
    if (length >= EntryParts.ERROR_SIZE - EntryParts.HEADER || window[name + length] != 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (window[name + i] != chain.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name of the chain that it begins. */
  String chain() {
    int room = EntryParts.ERROR_SIZE - EntryParts.HEADER;
    return EntryParts.text(window, at() + targetOffset + EntryParts.HEADER, room);
  }
}
