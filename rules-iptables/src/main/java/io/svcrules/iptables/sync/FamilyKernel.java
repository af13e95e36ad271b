// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import java.util.Optional;

/**
 * What a {@link Syncer} has to do with in a kernel, of one family.
 *
 * @param filter the rules; changed by nobody else in this process
 * @param probe tells what rules cannot use
 * @param flows the flows that are forgotten when rules no longer lead where they go; empty: none is
 * @param sysctls the settings that rules may need, seen from the network namespace in which the
 *     {@link Syncer} works, and what was changed of them; empty: none is touched
 */
public record FamilyKernel(
    PacketFilter filter,
    CapabilityProbe probe,
    Optional<FlowTable> flows,
    Optional<SysctlKeeper> sysctls) {

  /** A kernel that lacks nothing, and whose flows and settings are left alone. */
  public static FamilyKernel of(PacketFilter filter) {
    return new FamilyKernel(filter, CapabilityProbe.ALL_THERE, Optional.empty(), Optional.empty());
  }
}
