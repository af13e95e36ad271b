// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/**
 * Texts that come again and again, such as names of nodes, each held once: a fifth less to be kept
 * of a large file. May be used by several threads at once.
 */
final class SharedTexts {
  /** A power of two, and more than a cluster has nodes, most often. */
  private static final int SLOTS = 4096;

  /** Longer ones hardly come twice. */
  private static final int LONGEST = 64;

  // A text takes the place of another with the same slot. Strings are safe to be seen by another
  // thread without any order, and what one thread overwrites is only held twice then.
  private final String[] slots = new String[SLOTS];

  /** An equal text, if one was seen lately; or else this. */
  String shared(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    String seen = slots[slot];
    if (text.equals(seen)) {
      return seen;
    }
    slots[slot] = text;
    return text;
  }
}
