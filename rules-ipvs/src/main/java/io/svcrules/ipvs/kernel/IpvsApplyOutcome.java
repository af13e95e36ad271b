// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.ipvs.plan.IpvsPlan;
import java.util.List;

/**
 * What became of an attempt to bring a kernel to what it should hold.
 *
 * @param plan what was changed
 * @param leftOut the service ports that the kernel refuses, sorted by name
 * @param remaining what still differs, as read back: its changes are none if all is well; its
 *     notices and draining servers are those of now
 * @param lacking what the node lacks, so that something else was made than was asked for
 */
public record IpvsApplyOutcome(
    IpvsPlan plan, List<RefusedServicePort> leftOut, IpvsPlan remaining, IpvsLacking lacking) {

  /** What became of an attempt on a node that lacks nothing. */
  public IpvsApplyOutcome(IpvsPlan plan, List<RefusedServicePort> leftOut, IpvsPlan remaining) {
    this(plan, leftOut, remaining, IpvsLacking.NOTHING);
  }

  /** Copies the service ports. */
  public IpvsApplyOutcome {
    leftOut = List.copyOf(leftOut);
  }
}
