// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/**
 * Strings for ranges of bytes. The same few words make up most of a text, so most of them are found
 * here instead of being made again.
 */
final class WordCache {
  private static final int SIZE = 1 << 14;

  private final String[] words = new String[SIZE];
  private final int[] hashes = new int[SIZE];

  /** The string of a range of ASCII bytes with this hash. */
  String word(byte[] bytes, int from, int to, int hash) {
    int slot = (hash ^ hash >>> 14) & (SIZE - 1);
    String word = words[slot];
    if (word == null || hashes[slot] != hash || !matches(word, bytes, from, to)) {
      word = TextBytes.decode(bytes, from, to);
      words[slot] = word;
      hashes[slot] = hash;
    }
    return word;
  }

  private static boolean matches(String word, byte[] bytes, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (word.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
