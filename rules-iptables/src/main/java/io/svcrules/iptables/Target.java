// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

/** What happens to a packet that fulfils the conditions of a rule. */
public sealed interface Target
    permits NoTarget,
        Verdict,
        Jump,
        Goto,
        RejectTarget,
        MarkTarget,
        MasqueradeTarget,
        DnatTarget,
        OtherTarget {

  /** Appends the arguments as iptables-save prints them, with a space before each. */
  void appendTo(StringBuilder out);
}
