// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.capability.Adaptation;
import io.svcrules.iptables.capability.AdaptedRules;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.capability.MissingCapabilityException;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings a kernel to what it should hold, and proves by reading back that it got there. */
public final class Applier {
  /**
   * How often what is left over is tried. The kernel may refuse what it took before, as others
   * change rules at the same time; what it refuses every time stays, as all services are served by
   * then.
   */
  private static final int ROUNDS = 3;

  private final PacketFilter filter;

  private final CapabilityProbe probe;

  /** An applier for the rules of one family in one kernel that lacks nothing. */
  public Applier(PacketFilter filter) {
    this(filter, CapabilityProbe.ALL_THERE);
  }

  /**
   * An applier for the rules of one family in one kernel.
   *
   * @param probe tells what the kernel lacks
   */
  public Applier(PacketFilter filter, CapabilityProbe probe) {
    this.filter = filter;
    this.probe = probe;
  }

  /**
   * Plans, changes, reads back and plans again. Service ports that the kernel refuses are found and
   * left out, all others are there afterwards; leftovers that it refuses to give up are told.
   *
   * @throws PacketFilterException if the rules cannot be read or changed, if the kernel lacks what
   *     no service can do without, or if the kernel refuses a change that belongs to no service
   *     port, or more than 100 service ports
   */
  public ApplyOutcome apply(CompiledRuleset desired) {
    Ruleset before = filter.read();
    AdaptedRules adapted = adapt(desired, before);
    return apply(adapted.rules(), before).with(adapted);
  }

  /**
   * What {@link #apply} would do, but for what the kernel refuses; all of it remains.
   *
   * @throws PacketFilterException if the rules cannot be read
   */
  public ApplyOutcome plan(CompiledRuleset desired) {
    return plan(filter.read(), desired);
  }

  /**
   * The same for rules that have been read, or that would be there by now.
   *
   * @throws PacketFilterException if it cannot be told what the kernel lacks
   */
  public ApplyOutcome plan(Ruleset current, CompiledRuleset desired) {
    // To ask iptables-legacy would make the table.
    boolean known = current.tables().containsKey(Table.FILTER);
    AdaptedRules adapted = known ? adapt(desired, current) : AdaptedRules.asTheyAre(desired);
    IptablesPlan plan = IptablesPlanner.plan(current, adapted.rules());
    return new ApplyOutcome(plan, List.of(), plan).with(adapted);
  }

  private AdaptedRules adapt(CompiledRuleset desired, Ruleset current) {
    try {
      Set<Capability> doubtful = Adaptation.doubtful(desired, current);
      return Adaptation.adapt(desired, probe.missing(doubtful));
    } catch (MissingCapabilityException e) {
      throw new PacketFilterException(
          Kind.UNAVAILABLE, e.getMessage(), Optional.empty(), Optional.empty(), e);
    }
  }

  private ApplyOutcome apply(CompiledRuleset desired, Ruleset before) {
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
    CompiledRuleset accepted = desired;
    List<RefusedServicePort> refused = new ArrayList<>();
    Optional<PacketFilterException> refusal = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      Quarantine quarantine = new Quarantine(filter, accepted);
      refused.addAll(quarantine.find());
      accepted = quarantine.accepted();
      refusal = finish(accepted);
      if (refusal.isEmpty()) {
        break;
      }
    }
    refused.sort(Comparator.comparing(RefusedServicePort::name));
    return new ApplyOutcome(
        IptablesPlanner.plan(before, accepted),
        refused,
        IptablesPlanner.plan(filter.read(), accepted),
        refusal,
        Set.of());
  }

  /**
   * Takes away what is gone, which nobody did while it could belong to a service that was not yet
   * changed.
   *
   * @return why the kernel refuses; empty if it does not
   */
  private Optional<PacketFilterException> finish(CompiledRuleset accepted) {
    try {
      filter.apply(IptablesPlanner.plan(filter.read(), accepted));
      return Optional.empty();
    } catch (PacketFilterException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return Optional.of(e);
    }
  }
}
