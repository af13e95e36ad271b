// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.plan.IptablesPlan;
import java.util.List;
import java.util.Optional;

/**
 * What became of an attempt to bring a kernel to what it should hold.
 *
 * @param plan what was changed
 * @param leftOut the service ports that the kernel refuses, sorted by name
 * @param remaining what still differs, as read back; empty if all is well
 * @param refusal why it differs, if the kernel refused to change what belongs to no service port
 */
public record ApplyOutcome(
    IptablesPlan plan,
    List<RefusedServicePort> leftOut,
    IptablesPlan remaining,
    Optional<PacketFilterException> refusal) {

  /** Copies the service ports. */
  public ApplyOutcome {
    leftOut = List.copyOf(leftOut);
  }

  /** An outcome of changes that the kernel took. */
  public ApplyOutcome(IptablesPlan plan, List<RefusedServicePort> leftOut, IptablesPlan remaining) {
    this(plan, leftOut, remaining, Optional.empty());
  }
}
