// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import io.svcrules.iptables.ChainPolicy;
import java.util.List;

/** A chain that may change: one that the kernel holds, or a new one. */
final class EditedChain {
  final String name;

  /** The first eight characters of the name, and the next. */
  final long start;

  final long middle;

  /** What the kernel holds of it; null if it is new. */
  final HeldChain held;

  /** Its rules; null as long as they are those that the kernel holds. */
  List<EditedRule> rules;

  /** Its new policy; null as long as that does not change. */
  ChainPolicy policy;

  /** How many rules call it, once these are counted. */
  int callers;

  /** Where it will begin in the table. */
  int begin;

  /** Where its first entry will stand. */
  int first;

  /** Where the entry will stand that ends it. */
  int foot;

  EditedChain(String name, HeldChain held) {
    this.name = name;
    this.held = held;
    this.start = held == null ? ByName.characters(name, 0) : 0;
    this.middle = held == null ? ByName.characters(name, Long.BYTES) : 0;
  }

  boolean isBuiltIn() {
    return held != null && held.isBuiltIn();
  }

  /** Whether its rules are those that the kernel holds. */
  boolean isUntouched() {
    return held != null && rules == null;
  }

  int size() {
    return rules == null ? held.rules() : rules.size();
  }
}
