// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a round of work did for one family.
 *
 * @param family the family
 * @param scope how much it looked at
 * @param plan what it changed; empty after a failure, as part of it may have been done
 * @param remaining what still differs, if everything was read back; else empty
 * @param leftOut all service ports that have no rules because the kernel refused them as they are,
 *     or lacks what they cannot do without, in this round or before; sorted by name
 * @param lacking what the kernel lacks of what rules use, in the order of the constants: other
 *     rules took their place, or service ports are left out
 * @param flows what became of stale flows
 * @param settings what became of settings of the kernel
 * @param failure why the round broke off; the next one begins with reading what the kernel holds
 */
public record FamilyReport(
    IpFamily family,
    SyncScope scope,
    IptablesPlan plan,
    IptablesPlan remaining,
    List<RefusedServicePort> leftOut,
    Set<Capability> lacking,
    FlowOutcome flows,
    SettingOutcome settings,
    Optional<PacketFilterException> failure) {

  /** Copies the collections. */
  public FamilyReport {
    leftOut = List.copyOf(leftOut);
    lacking = Collections.unmodifiableSet(new TreeSet<>(lacking));
  }

  /** Whether the kernel holds all that it does not refuse, and no flow that is stale. */
  public boolean isComplete() {
    return failure.isEmpty()
        && remaining.isEmpty()
        && flows.failure().isEmpty()
        && settings.failure().isEmpty();
  }

  /** The same with what became of settings. */
  FamilyReport with(SettingOutcome outcome) {
    return new FamilyReport(
        family, scope, plan, remaining, leftOut, lacking, flows, outcome, failure);
  }

  static FamilyReport nothing(IpFamily family, NotServed not) {
    return done(SyncScope.NOTHING, none(family), none(family), FlowOutcome.NONE, not);
  }

  static FamilyReport changes(IptablesPlan plan, FlowOutcome flows, NotServed not) {
    return done(SyncScope.CHANGES, plan, none(plan.family()), flows, not);
  }

  static FamilyReport everything(ApplyOutcome outcome, FlowOutcome flows, NotServed not) {
    return done(SyncScope.EVERYTHING, outcome.plan(), outcome.remaining(), flows, not);
  }

  private static FamilyReport done(
      SyncScope scope,
      IptablesPlan plan,
      IptablesPlan remaining,
      FlowOutcome flows,
      NotServed not) {
    return new FamilyReport(
        plan.family(),
        scope,
        plan,
        remaining,
        not.leftOut(),
        not.lacking(),
        flows,
        SettingOutcome.NONE,
        Optional.empty());
  }

  static FamilyReport failed(
      IpFamily family, SyncScope scope, NotServed not, PacketFilterException failure) {
    return new FamilyReport(
        family,
        scope,
        none(family),
        none(family),
        not.leftOut(),
        not.lacking(),
        FlowOutcome.NONE,
        SettingOutcome.NONE,
        Optional.of(failure));
  }

  private static IptablesPlan none(IpFamily family) {
    return new IptablesPlan(family, List.of(), new TreeSet<>());
  }
}
