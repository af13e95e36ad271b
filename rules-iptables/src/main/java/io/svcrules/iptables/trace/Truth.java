// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/** Whether a condition holds, as far as can be told. */
public enum Truth {
  /** It does. */
  YES,
  /** It does not. */
  NO,
  /** That depends on what is not known. */
  UNKNOWN;

  /** The truth of something known. */
  public static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  /** The opposite if asked for. */
  public Truth negatedIf(boolean negated) {
    if (!negated || this == UNKNOWN) {
      return this;
    }
    return this == YES ? NO : YES;
  }
}
