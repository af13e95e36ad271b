// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.capability.Capability;
import java.util.Set;

/** Finds out what a node lacks, and changes nothing there. */
@FunctionalInterface
public interface CapabilityProbe {
  /** A node that lacks nothing. */
  CapabilityProbe ALL_THERE = asked -> Set.of();

  /**
   * Those that are missing.
   *
   * @param asked what to ask about
   * @throws PacketFilterException if iptables cannot be run, or gets no lock
   */
  Set<Capability> missing(Set<Capability> asked);
}
