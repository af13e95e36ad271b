// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.capability.AdaptedRules;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.capability.LackingServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of an attempt to bring a kernel to what it should hold.
 *
 * @param plan what was changed
 * @param leftOut the service ports that the kernel refuses, sorted by name
 * @param remaining what still differs, as read back; empty if all is well
 * @param refusal why it differs, if the kernel refused to change what belongs to no service port
 * @param lacking what the node lacks, so that other rules were written than were asked for
 */
public record ApplyOutcome(
    IptablesPlan plan,
    List<RefusedServicePort> leftOut,
    IptablesPlan remaining,
    Optional<PacketFilterException> refusal,
    Set<Capability> lacking) {

  /** Copies the service ports. */
  public ApplyOutcome {
    leftOut = List.copyOf(leftOut);
    lacking = Collections.unmodifiableSet(new TreeSet<>(lacking));
  }

  /** An outcome of changes that the kernel took. */
  public ApplyOutcome(IptablesPlan plan, List<RefusedServicePort> leftOut, IptablesPlan remaining) {
    this(plan, leftOut, remaining, Optional.empty(), Set.of());
  }

  /** The same for a node that lacks something. */
  ApplyOutcome with(AdaptedRules adapted) {
    List<RefusedServicePort> all = new ArrayList<>(leftOut);
    for (LackingServicePort port : adapted.leftOut()) {
      all.add(RefusedServicePort.of(port));
    }
    all.sort(Comparator.comparing(RefusedServicePort::name));
    return new ApplyOutcome(plan, all, remaining, refusal, adapted.lacking());
  }
}
