// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.PlanOptions;
import java.util.function.UnaryOperator;

/** Brings a kernel to what it should hold, and proves by reading back that it got there. */
public final class IpvsApplier {
  /**
   * How often what still differs is changed again. Once is enough, unless others change the same,
   * or a server that is drained loses its last connection meanwhile.
   */
  private static final int ROUNDS = 3;

  private final IpvsTable table;
  private final UnaryOperator<PlanOptions> options;
  private final CapabilityProbe rules;

  /** An applier for one kernel. */
  public IpvsApplier(IpvsTable table) {
    this(table, UnaryOperator.identity(), CapabilityProbe.ALL_THERE);
  }

  /**
   * An applier that goes its own way.
   *
   * @param options given the options that a configuration means, those that are used
   * @param rules tells what the node lacks that rules need
   */
  public IpvsApplier(IpvsTable table, UnaryOperator<PlanOptions> options, CapabilityProbe rules) {
    this.table = table;
    this.options = options;
    this.rules = rules;
  }

  /**
   * Asks for what is needed, plans, changes, reads back and plans again. Service ports that the
   * kernel refuses are left out as if they were not wanted; all others are there afterwards.
   *
   * @param desired what the kernel should hold of one family
   * @param config what it was compiled with
   * @throws IpvsTableException if the kernel cannot be read, if it lacks what all services need, in
   *     which case nothing is changed, or if it refuses a change that belongs to no service port,
   *     or more than 100 service ports
   * @throws io.svcrules.iptables.kernel.PacketFilterException if the rules cannot be read or
   *     written
   */
  public IpvsApplyOutcome apply(CompiledIpvs desired, IpvsConfig config) {
    IpvsSnapshot before = table.read(desired.state().family());
    AdaptedIpvs adapted = AdaptedIpvs.adapt(desired, config, before.state(), table.probe(), rules);
    IpvsQuarantine quarantine = new IpvsQuarantine(adapted.compiled(), config);
    IpvsPlan plan = plan(before, adapted.compiled(), config);
    IpvsPlan next = plan;
    int round = 0;
    while (!next.isEmpty() && round < ROUNDS) {
      if (attempt(next, quarantine)) {
        round++;
      }
      IpvsSnapshot now = table.read(desired.state().family());
      next = plan(now, quarantine.accepted(), config);
    }
    IpvsPlan made = quarantine.isEmpty() ? plan : plan(before, quarantine.accepted(), config);
    return new IpvsApplyOutcome(made, quarantine.leftOut(), next, adapted.lacking());
  }

  /** Whether all changes were made; if not, the quarantine knows better what to want. */
  private boolean attempt(IpvsPlan plan, IpvsQuarantine quarantine) {
    try {
      table.apply(quarantine.family(), plan.changes());
      return true;
    } catch (IpvsTableException e) {
      quarantine.take(e);
      return false;
    }
  }

  private IpvsPlan plan(IpvsSnapshot found, CompiledIpvs wanted, IpvsConfig config) {
    return IpvsPlanner.plan(found, wanted.state(), options.apply(PlanOptions.of(wanted, config)));
  }
}
