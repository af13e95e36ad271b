// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.List;

/**
 * What becomes of a packet.
 *
 * @param probe the packet
 * @param outcomes what may become of it, the way taken first in the chains first. Without
 *     conditions their shares sum to 1
 * @param assumptions what was taken for granted on the way
 */
public record Trace(Probe probe, List<Outcome> outcomes, List<String> assumptions) {

  /** Copies the lists. */
  public Trace {
    outcomes = List.copyOf(outcomes);
    assumptions = List.copyOf(assumptions);
  }

  /** Whether every connection reaches an endpoint. */
  public boolean isDelivered() {
    return outcomes.stream().allMatch(outcome -> outcome.fate() == Fate.DELIVERED);
  }
}
