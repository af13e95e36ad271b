// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.flow.FlowTable;
import java.util.Optional;

/**
 * What a {@link Syncer} has to do with in a kernel, of one family.
 *
 * @param filter the rules; changed by nobody else in this process
 * @param probe tells what rules cannot use
 * @param flows the flows that are forgotten when rules no longer lead where they go; empty: none is
 */
public record FamilyKernel(PacketFilter filter, CapabilityProbe probe, Optional<FlowTable> flows) {

  /** A kernel that lacks nothing, and whose flows are left alone. */
  public static FamilyKernel of(PacketFilter filter) {
    return new FamilyKernel(filter, CapabilityProbe.ALL_THERE, Optional.empty());
  }
}
