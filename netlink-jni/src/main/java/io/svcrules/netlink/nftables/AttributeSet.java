// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/** Sets of attribute types as bits, to see whether an expression has just those expected. */
final class AttributeSet {

  /** Stands for all types too high for a bit of their own; no set of expected types has it. */
  private static final int OTHER = 31;

  private AttributeSet() {}

  static int of(int... types) {
    int set = 0;
    for (int type : types) {
      set = with(set, type);
    }
    return set;
  }

  static int with(int set, int type) {
    return set | 1 << Math.min(type, OTHER);
  }
}
