// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.RuleGeneration;
import java.util.Optional;

/**
 * Notices that others changed rules: between two rounds of work nobody should. What others change
 * during a round is taken for its own; that is left to the next time everything is read.
 */
final class GenerationWatch {
  private final Optional<RuleGeneration> generation;
  private Optional<Long> seen = Optional.empty();
  private Optional<PacketFilterException> failure = Optional.empty();
  private boolean suspicious;

  private GenerationWatch(Optional<RuleGeneration> generation) {
    this.generation = generation;
  }

  /** Notices nothing if the packet filter cannot tell. */
  static GenerationWatch of(PacketFilter filter) {
    return new GenerationWatch(
        filter instanceof RuleGeneration able ? Optional.of(able) : Optional.empty());
  }

  /** Looks, in front of a round of work. */
  void begin() {
    Optional<Long> before = seen;
    look();
    suspicious |= before.isPresent() && !before.equals(seen);
  }

  /** Remembers what the round itself has changed. */
  void end() {
    if (failure.isEmpty()) {
      look();
    }
  }

  private void look() {
    failure = Optional.empty();
    try {
      seen = generation.map(RuleGeneration::generation);
    } catch (PacketFilterException e) {
      seen = Optional.empty();
      failure = Optional.of(e);
      suspicious = true;
    }
  }

  /** Whether others may have changed rules since all were read. */
  boolean isSuspicious() {
    return suspicious;
  }

  /** Why the kernel does not tell, if it does not. */
  Optional<PacketFilterException> failure() {
    return failure;
  }

  /** All rules were read. */
  void clear() {
    suspicious = false;
  }
}
