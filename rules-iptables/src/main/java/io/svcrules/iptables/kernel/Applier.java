// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
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
   * Plans, changes, reads back and plans again. Service ports that the kernel refuses are found and
   * left out, all others are there afterwards.
   *
   * @throws PacketFilterException if the rules cannot be read or changed, or if the kernel refuses
   *     a change that belongs to no service port, or more than 100 service ports
   */
  public ApplyOutcome apply(CompiledRuleset desired) {
    Ruleset before = filter.read();
    IptablesPlan plan = IptablesPlanner.plan(before, desired);
    if (plan.isEmpty()) {
      return new ApplyOutcome(plan, List.of(), plan);
    }
    try {
      filter.apply(plan);
    } catch (PacketFilterException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return applyWithoutRefused(before, desired);
    }
    return new ApplyOutcome(plan, List.of(), IptablesPlanner.plan(filter.read(), desired));
  }

  private ApplyOutcome applyWithoutRefused(Ruleset before, CompiledRuleset desired) {
    Quarantine quarantine = new Quarantine(filter, desired);
    List<RefusedServicePort> refused = quarantine.find();
    CompiledRuleset accepted = quarantine.accepted();
    // What is gone is still there: nobody took it away while it could belong to a service that
    // was not yet changed.
    filter.apply(IptablesPlanner.plan(filter.read(), accepted));
    return new ApplyOutcome(
        IptablesPlanner.plan(before, accepted),
        refused,
        IptablesPlanner.plan(filter.read(), accepted));
  }
}
