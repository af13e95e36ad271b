// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * What of a service decides on the way of its packets. It has every kind of address.
 *
 * @param internal {@code internalTrafficPolicy}
 * @param external {@code externalTrafficPolicy}
 * @param placement where its endpoints are
 * @param ranges whom its load balancer addresses let in
 * @param affinitySeconds the time-out of client IP affinity in seconds; 0 for no affinity
 */
public record ServiceShape(
    Policy internal,
    Policy external,
    Placement placement,
    SourceRanges ranges,
    int affinitySeconds) {

  /** A service with endpoints on both nodes. */
  public static ServiceShape of(Policy internal, Policy external) {
    return new ServiceShape(internal, external, Placement.BOTH, SourceRanges.ABSENT, 0);
  }

  /** This service with its endpoints elsewhere. */
  public ServiceShape withPlacement(Placement value) {
    return new ServiceShape(internal, external, value, ranges, affinitySeconds);
  }

  /** This service with other source ranges. */
  public ServiceShape withRanges(SourceRanges value) {
    return new ServiceShape(internal, external, placement, value, affinitySeconds);
  }

  /** This service with affinity. */
  public ServiceShape withAffinity(int seconds) {
    return new ServiceShape(internal, external, placement, ranges, seconds);
  }

  /** The policies, and what else is special. */
  @Override
  public String toString() {
    return "internal "
        + internal
        + ", external "
        + external
        + (placement == Placement.BOTH ? "" : ", endpoints " + placement)
        + (ranges == SourceRanges.ABSENT ? "" : ", ranges " + ranges)
        + (affinitySeconds == 0 ? "" : ", affinity");
  }
}
