// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.util.Comparator;

/**
 * The order in which iptables keeps chains: by the bytes of their names. Most names of a large
 * table begin alike, so that these bytes are compared eight at a time.
 */
final class ByName implements Comparator<EditedChain> {

  @Override
  public int compare(EditedChain one, EditedChain other) {
    if (one.start != other.start) {
      return one.start < other.start ? -1 : 1;
    }
    if (one.middle != other.middle) {
      return one.middle < other.middle ? -1 : 1;
    }
    return one.name.compareTo(other.name);
  }

  /** Eight characters of a name, which has seven bits each, as a number of the same order. */
  static long characters(String name, int from) {
    long characters = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      characters = (characters << Byte.SIZE) | (i < name.length() ? name.charAt(i) : 0);
    }
    return characters;
  }
}
