// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.env.Environment;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.AdaptedIpvs;
import io.svcrules.ipvs.kernel.IpvsApplier;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.IpvsTable;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsCleanupPlanner;
import io.svcrules.ipvs.plan.IpvsNotice;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The virtual servers of one kernel, brought to what they should be. */
public final class LiveServers {
  /**
   * How long it is waited for references to sets to go: nf_tables lets go of a set only a moment
   * after the rule is deleted (net/netfilter/nf_tables_api.c nf_tables_trans_destroy_work).
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Environment environment;
  private final LiveRules rules;
  private final List<LiveRules> others;
  private final boolean forgets;
  private final boolean dryRun;
  private final Map<IpFamily, IpvsState> wouldBeLeft = new EnumMap<>(IpFamily.class);
  private Optional<IpvsTable> table = Optional.empty();

  /**
   * Virtual servers that are changed, unless it is a dry run.
   *
   * @param rules the rules that go with them
   */
  public LiveServers(Environment environment, LiveRules rules, boolean dryRun) {
    this(environment, rules, List.of(), true, dryRun);
  }

  /**
   * The same for whoever may want flows to be left alone.
   *
   * @param others the rules in other variants of iptables, which may go before the servers
   * @param forgets whether the kernel is made to forget flows that are stale
   */
  public LiveServers(
      Environment environment,
      LiveRules rules,
      List<LiveRules> others,
      boolean forgets,
      boolean dryRun) {
    this.environment = environment;
    this.rules = rules;
    this.others = List.copyOf(others);
    this.forgets = forgets;
    this.dryRun = dryRun;
  }

  /** What is there now, with rules, in a dry run, as they would be. */
  public IpvsSnapshot read(IpFamily family) {
    Progress progress = new Progress(environment);
    progress.show(family.kubernetesName() + ": reading the virtual servers of the kernel");
    try {
      IpvsSnapshot found = table().read(family);
      return dryRun ? asItWouldBe(found) : found;
    } finally {
      progress.clear();
    }
  }

  private IpvsSnapshot asItWouldBe(IpvsSnapshot found) {
    IpFamily family = found.state().family();
    Map<String, Integer> references = new TreeMap<>(found.otherReferences());
    for (LiveRules other : others) {
      other
          .released(family)
          .forEach((set, count) -> references.computeIfPresent(set, (s, all) -> all - count));
    }
    references.values().removeIf(left -> left <= 0);
    return found.withRules(rules.read(family)).withOtherReferences(references);
  }

  /** What is there once the kernel has let go of the sets of rules that were just deleted. */
  private IpvsSnapshot settled(IpFamily family) {
    long start = System.nanoTime();
    IpvsSnapshot found = read(family);
    while (!dryRun
        && !found.otherReferences().isEmpty()
        && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      found = read(family);
    }
    return found;
  }

  private IpvsTable table() {
    if (table.isEmpty()) {
      table = Optional.of(environment.ipvs().open(rules.variant()));
    }
    return table.get();
  }

  /** Brings a family to its virtual servers. */
  public FamilyResult apply(CompiledIpvs desired, IpvsConfig config) {
    Stopwatch watch = new Stopwatch();
    IpFamily family = desired.state().family();
    if (dryRun) {
      IpvsSnapshot current = read(family);
      AdaptedIpvs adapted = adapt(desired, config, current);
      IpvsState wanted = adapted.compiled().state();
      IpvsPlan plan =
          IpvsPlanner.plan(current, wanted, chosen(PlanOptions.of(adapted.compiled(), config)));
      rules.wouldBe(OurRules.written(current.state().rules(), wanted.rules()));
      Refused refused = Refused.of(List.of(), adapted.lacking());
      return planned(family.kubernetesName(), false, current, plan, refused, watch);
    }
    Progress progress = new Progress(environment);
    progress.show(family.kubernetesName() + ": changing the virtual servers of the kernel");
    try {
      IpvsApplyOutcome outcome =
          new IpvsApplier(table(), this::chosen, rulesProbe(family)).apply(desired, config);
      return new FamilyResult(
          family.kubernetesName(),
          false,
          plan(family, outcome.plan(), noRules(family)),
          watch.milliseconds(),
          Refused.of(outcome.leftOut(), outcome.lacking()),
          Optional.of(plan(family, outcome.remaining(), noRules(family))),
          settings(outcome.plan()));
    } finally {
      progress.clear();
    }
  }

  /** Removes what a family has of mode ipvs; what others have stays. */
  public FamilyResult remove(IpFamily family, String where, PlanOptions options) {
    Stopwatch watch = new Stopwatch();
    IpvsSnapshot current = settled(family);
    IpvsPlan plan = planRemoval(current, chosen(options));
    if (dryRun) {
      return planned(where, true, current, plan, Refused.NOTHING, watch);
    }
    IpvsPlan remaining = plan;
    if (!plan.isEmpty()) {
      table().apply(family, plan.changes());
      remaining = IpvsCleanupPlanner.plan(table().read(family), other(family), chosen(options));
    }
    return new FamilyResult(
        where,
        true,
        plan(family, plan, current.state().rules()),
        watch.milliseconds(),
        Refused.NOTHING,
        Optional.of(plan(family, remaining, current.state().rules())),
        settings(plan));
  }

  /** Leaves all that a family has, as its rules in another variant of iptables need it. */
  public FamilyResult leave(IpFamily family, String where, IptablesVariant needing) {
    IpvsNotice notice = new IpvsNotice(IpvsNotice.Kind.OTHER_VARIANT, needing.saveCommand(family));
    IpvsPlan nothing = new IpvsPlan(List.of(), List.of(notice), List.of());
    ServersPlan plan = plan(family, nothing, noRules(family));
    return new FamilyResult(
        where,
        true,
        plan,
        0,
        Refused.NOTHING,
        dryRun ? Optional.empty() : Optional.of(plan),
        Effects.NONE);
  }

  /** What becomes of settings is said by name: they are the whole machine's. */
  private static Effects settings(IpvsPlan plan) {
    List<SysctlChange> changes =
        plan.changes().stream()
            .filter(HostChange.SetSysctl.class::isInstance)
            .map(HostChange.SetSysctl.class::cast)
            .map(set -> new SysctlChange(set.name(), set.before(), set.value()))
            .toList();
    return new Effects(changes, ForgottenFlows.NONE, List.of());
  }

  /** What would be removed; from then on it counts as gone in a dry run. */
  public IpvsPlan planRemoval(IpvsSnapshot current, PlanOptions options) {
    IpFamily family = current.state().family();
    IpvsPlan plan = IpvsCleanupPlanner.plan(current, other(family), options);
    if (dryRun && plan.draining().isEmpty()) {
      wouldBeLeft.put(family, OurState.others(current.state(), options));
    }
    return plan;
  }

  /** A plan as it can be printed. */
  public ServersPlan printable(IpvsSnapshot current, IpvsPlan plan) {
    return plan(current.state().family(), plan, current.state().rules());
  }

  private PlanOptions chosen(PlanOptions options) {
    return forgets ? options : options.leavingFlows();
  }

  private IpvsState other(IpFamily family) {
    IpFamily other =
        switch (family) {
          case IPV4 -> IpFamily.IPV6;
          case IPV6 -> IpFamily.IPV4;
        };
    IpvsState would = wouldBeLeft.get(other);
    return would == null ? table().read(other).state() : would;
  }

  /** What the node can have of what it should have, and what it lacks. */
  public AdaptedIpvs adapt(CompiledIpvs desired, IpvsConfig config, IpvsSnapshot current) {
    IpFamily family = desired.state().family();
    // To ask iptables-legacy would make the table.
    boolean known = current.state().rules().tables().containsKey(Table.FILTER);
    return AdaptedIpvs.adapt(
        desired,
        config,
        current.state(),
        table().probe(),
        known ? rulesProbe(family) : CapabilityProbe.ALL_THERE);
  }

  private CapabilityProbe rulesProbe(IpFamily family) {
    return environment.filters().probe(family, rules.variant());
  }

  private FamilyResult planned(
      String where,
      boolean removing,
      IpvsSnapshot current,
      IpvsPlan plan,
      Refused refused,
      Stopwatch watch) {
    IpvsState state = current.state();
    return new FamilyResult(
        where,
        removing,
        plan(state.family(), plan, state.rules()),
        watch.milliseconds(),
        refused,
        Optional.empty(),
        Effects.NONE);
  }

  private ServersPlan plan(IpFamily family, IpvsPlan plan, Ruleset before) {
    return new ServersPlan(family, plan, new IpvsScript(before, rules.variant()));
  }

  private static Ruleset noRules(IpFamily family) {
    return Ruleset.of(family, List.of());
  }
}
