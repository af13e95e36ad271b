// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a round of work did for one family.
 *
 * @param family the family
 * @param scope how much it looked at
 * @param plan what it changed; empty after a failure, as part of it may have been done
 * @param remaining what still differs, if everything was read back; else empty
 * @param leftOut all service ports that have no rules because the kernel refused them as they are,
 *     in this round or before; sorted by name
 * @param failure why the round broke off; the next one begins with reading what the kernel holds
 */
public record FamilyReport(
    IpFamily family,
    SyncScope scope,
    IptablesPlan plan,
    IptablesPlan remaining,
    List<RefusedServicePort> leftOut,
    Optional<PacketFilterException> failure) {

  /** Copies the service ports. */
  public FamilyReport {
    leftOut = List.copyOf(leftOut);
  }

  /** Whether the kernel holds all that it does not refuse. */
  public boolean isComplete() {
    return failure.isEmpty() && remaining.isEmpty();
  }

  static FamilyReport nothing(IpFamily family, List<RefusedServicePort> leftOut) {
    return new FamilyReport(
        family, SyncScope.NOTHING, none(family), none(family), leftOut, Optional.empty());
  }

  static FamilyReport changes(IptablesPlan plan, List<RefusedServicePort> leftOut) {
    return new FamilyReport(
        plan.family(), SyncScope.CHANGES, plan, none(plan.family()), leftOut, Optional.empty());
  }

  static FamilyReport everything(ApplyOutcome outcome, List<RefusedServicePort> leftOut) {
    return new FamilyReport(
        outcome.plan().family(),
        SyncScope.EVERYTHING,
        outcome.plan(),
        outcome.remaining(),
        leftOut,
        Optional.empty());
  }

  static FamilyReport failed(
      IpFamily family,
      SyncScope scope,
      List<RefusedServicePort> leftOut,
      PacketFilterException failure) {
    return new FamilyReport(
        family, scope, none(family), none(family), leftOut, Optional.of(failure));
  }

  private static IptablesPlan none(IpFamily family) {
    return new IptablesPlan(family, List.of(), new TreeSet<>());
  }
}
