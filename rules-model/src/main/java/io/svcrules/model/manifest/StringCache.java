// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Short texts that repeat, such as field names: each is made into a String once. */
final class StringCache {
  private static final int SLOTS = 1 << 10;
  private static final int MAX_LENGTH = 48;

  private final byte[] bytes;
  private final boolean ascii;
  private final String[] slots = new String[SLOTS];
  private final int[] places = new int[SLOTS];

  StringCache(byte[] bytes, boolean ascii) {
    this.bytes = bytes;
    this.ascii = ascii;
  }

  /** The text of a range of the bytes. */
  String get(int from, int to) {
    if (!ascii || to - from > MAX_LENGTH) {
      return make(from, to);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 10) & (SLOTS - 1);
    String known = slots[slot];
    if (known == null || !isAt(places[slot], known.length(), from, to)) {
      known = make(from, to);
      slots[slot] = known;
      places[slot] = from;
    }
    return known;
  }

  /** Whether a text that was met before, at a place, is that of the range. */
  private boolean isAt(int place, int length, int from, int to) {
    return Arrays.equals(bytes, place, place + length, bytes, from, to);
  }

  private String make(int from, int to) {
    Charset charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return new String(bytes, from, to - from, charset);
  }
}
