// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Short texts that repeat, such as field names: each is made into a String once. */
final class StringCache {
  private static final int SLOTS = 1 << 10;
  private static final int MAX_LENGTH = 48;

  private final byte[] bytes;
  private final boolean ascii;
  private final String[] slots = new String[SLOTS];

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
    if (known == null || !equal(known, from, to)) {
      known = make(from, to);
      slots[slot] = known;
    }
    return known;
  }

  private boolean equal(String text, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private String make(int from, int to) {
    Charset charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return new String(bytes, from, to - from, charset);
  }
}
