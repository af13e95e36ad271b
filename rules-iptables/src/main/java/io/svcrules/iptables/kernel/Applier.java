// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import java.util.List;

/** Brings a kernel to what it should hold, and proves by reading back that it got there. */
public final class Applier {
  private final PacketFilter filter;

  /** An applier for the rules of one family in one kernel. */
  public Applier(PacketFilter filter) {
    this.filter = filter;
  }

  /**
   * Plans, changes, reads back and plans again.
   *
   * @throws PacketFilterException if the rules cannot be read, or the kernel refuses a change
   */
  public ApplyOutcome apply(CompiledRuleset desired) {
    IptablesPlan plan = IptablesPlanner.plan(filter.read(), desired);
    if (plan.isEmpty()) {
      return new ApplyOutcome(plan, List.of(), plan);
    }
    filter.apply(plan);
    return new ApplyOutcome(plan, List.of(), IptablesPlanner.plan(filter.read(), desired));
  }
}
