// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

/**
 * {@code VALUE/MASK}, of packet marks.
 *
 * @param value 32 bits unsigned
 * @param mask 32 bits unsigned; all of them if the text names none
 */
record MaskedNumber(int value, int mask) {

  /** Null if the text is none. */
  static MaskedNumber parse(String text) {
    int slash = text.indexOf('/');
    long value = Numbers.bits32(text, 0, slash < 0 ? text.length() : slash);
    long mask = slash < 0 ? -1 : Numbers.bits32(text, slash + 1, text.length());
    return value < 0 || (slash >= 0 && mask < 0) ? null : new MaskedNumber((int) value, (int) mask);
  }
}
