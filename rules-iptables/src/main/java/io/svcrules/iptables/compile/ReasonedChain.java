// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Chain;
import java.util.List;

/**
 * A chain that knows why its rules exist.
 *
 * @param chain the chain
 * @param reasons the reason of the rule at the same position
 */
public record ReasonedChain(Chain chain, List<RuleReason> reasons) {

  /** Copies the reasons; there must be one for each rule. */
  public ReasonedChain {
    reasons = List.copyOf(reasons);
    if (reasons.size() != chain.rules().size()) {
      throw new IllegalArgumentException(
          reasons.size() + " reasons for " + chain.rules().size() + " rules");
    }
  }
}
