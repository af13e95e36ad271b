// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.sync.SyncScope;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.IpvsLacking;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.model.IpFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a round of work did for one family.
 *
 * @param family the family
 * @param scope how much it looked at
 * @param plan what it changed; empty after a failure, as part of it may have been done
 * @param remaining what still differs, if everything was read back; else empty
 * @param leftOut all service ports that are not served because the kernel refused them as they are,
 *     in this round or before; sorted by name
 * @param lacking what the kernel lacks, so that something else was made than was asked for
 * @param nextLook after how long {@link IpvsSyncer#tick} may find real servers that are drained;
 *     empty if none is being drained
 * @param failure why the round broke off: an {@link io.svcrules.ipvs.kernel.IpvsTableException} or
 *     a {@link io.svcrules.iptables.kernel.PacketFilterException}. The next one begins with reading
 *     what the kernel holds
 */
public record IpvsFamilyReport(
    IpFamily family,
    SyncScope scope,
    IpvsPlan plan,
    IpvsPlan remaining,
    List<RefusedServicePort> leftOut,
    IpvsLacking lacking,
    Optional<Duration> nextLook,
    Optional<RuntimeException> failure) {
  private static final IpvsPlan NO_PLAN = new IpvsPlan(List.of(), List.of(), List.of());

  /** Copies the service ports. */
  public IpvsFamilyReport {
    leftOut = List.copyOf(leftOut);
  }

  /** Whether the kernel holds all that it does not refuse, but for what is being drained. */
  public boolean isComplete() {
    return failure.isEmpty() && remaining.isEmpty();
  }

  static IpvsFamilyReport nothing(
      IpFamily family,
      List<RefusedServicePort> leftOut,
      IpvsLacking lacking,
      Optional<Duration> nextLook) {
    return new IpvsFamilyReport(
        family, SyncScope.NOTHING, NO_PLAN, NO_PLAN, leftOut, lacking, nextLook, Optional.empty());
  }

  /** Nothing can be done; the notices of the plan say why. */
  static IpvsFamilyReport heldUp(
      IpFamily family, IpvsPlan plan, List<RefusedServicePort> leftOut, IpvsLacking lacking) {
    return new IpvsFamilyReport(
        family,
        SyncScope.NOTHING,
        plan,
        NO_PLAN,
        leftOut,
        lacking,
        Optional.empty(),
        Optional.empty());
  }

  static IpvsFamilyReport changes(
      IpFamily family,
      IpvsPlan plan,
      List<RefusedServicePort> leftOut,
      IpvsLacking lacking,
      Optional<Duration> nextLook) {
    return new IpvsFamilyReport(
        family, SyncScope.CHANGES, plan, NO_PLAN, leftOut, lacking, nextLook, Optional.empty());
  }

  static IpvsFamilyReport everything(
      IpFamily family,
      IpvsApplyOutcome outcome,
      List<RefusedServicePort> leftOut,
      Optional<Duration> nextLook) {
    return new IpvsFamilyReport(
        family,
        SyncScope.EVERYTHING,
        outcome.plan(),
        outcome.remaining(),
        leftOut,
        outcome.lacking(),
        nextLook,
        Optional.empty());
  }

  static IpvsFamilyReport failed(
      IpFamily family,
      SyncScope scope,
      List<RefusedServicePort> leftOut,
      RuntimeException failure) {
    return new IpvsFamilyReport(
        family,
        scope,
        NO_PLAN,
        NO_PLAN,
        leftOut,
        IpvsLacking.NOTHING,
        Optional.empty(),
        Optional.of(failure));
  }
}
