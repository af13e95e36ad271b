// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Optional;

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

  /** The chain where the packet goes on; empty for all targets but jump and goto. */
  default Optional<String> calledChain() {
    return Optional.empty();
  }

  /** Has a visitor say something of this kind of target. */
  <R> R accept(TargetVisitor<R> visitor);

  /** Appends the arguments as iptables-save prints them, with a space before each. */
  void appendTo(StringBuilder out);
}
