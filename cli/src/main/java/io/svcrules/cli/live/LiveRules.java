// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.env.Environment;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules of one kernel in one variant of iptables, brought to what they should be. */
public final class LiveRules {
  private final Environment environment;
  private final IptablesVariant variant;
  private final boolean dryRun;
  private final Map<IpFamily, Ruleset> planned = new EnumMap<>(IpFamily.class);

  /** Rules that are changed, unless it is a dry run. */
  public LiveRules(Environment environment, IptablesVariant variant, boolean dryRun) {
    this.environment = environment;
    this.variant = variant;
    this.dryRun = dryRun;
  }

  /** The variant. */
  public IptablesVariant variant() {
    return variant;
  }

  /** The rules of a family; in a dry run as they would be by now. */
  public Ruleset read(IpFamily family) {
    Ruleset would = planned.get(family);
    return would == null ? open(family).read() : would;
  }

  /** Takes note of rules that something else would have written. */
  void wouldBe(Ruleset rules) {
    planned.put(rules.family(), rules);
  }

  private WatchedFilter open(IpFamily family) {
    return new WatchedFilter(
        environment.filters().open(family, variant), new Progress(environment));
  }

  /** Brings a family to its rules. */
  public FamilyResult apply(CompiledRuleset desired) {
    Stopwatch watch = new Stopwatch();
    IpFamily family = desired.family();
    String where = family.kubernetesName();
    if (dryRun) {
      Ruleset current = read(family);
      IptablesPlan plan = IptablesPlanner.plan(current, desired);
      return planned(where, false, current, plan, watch);
    }
    WatchedFilter filter = open(family);
    ApplyOutcome outcome = new Applier(filter).apply(desired);
    long milliseconds = watch.milliseconds();
    // The applier read the rules before it made its plan.
    Ruleset before = filter.before().orElseThrow();
    return new FamilyResult(
        where,
        false,
        RulesPlan.of(before, outcome.plan(), variant),
        milliseconds,
        outcome.leftOut(),
        Optional.of(RulesPlan.of(before, outcome.remaining(), variant)));
  }

  /**
   * Removes chains of services.
   *
   * @param scope which ones, judged by the rules that are there
   */
  public FamilyResult remove(IpFamily family, String where, Function<Ruleset, CleanupScope> scope) {
    Stopwatch watch = new Stopwatch();
    WatchedFilter filter = open(family);
    Ruleset current = dryRun ? read(family) : filter.read();
    CleanupScope wanted = scope.apply(current);
    IptablesPlan plan = CleanupPlanner.plan(current, wanted);
    if (dryRun) {
      return planned(where, true, current, plan, watch);
    }
    IptablesPlan remaining = plan;
    if (!plan.isEmpty()) {
      filter.apply(plan);
      remaining = CleanupPlanner.plan(filter.read(), wanted);
    }
    return new FamilyResult(
        where,
        true,
        RulesPlan.of(current, plan, variant),
        watch.milliseconds(),
        List.of(),
        Optional.of(RulesPlan.of(current, remaining, variant)));
  }

  private FamilyResult planned(
      String where, boolean removing, Ruleset current, IptablesPlan plan, Stopwatch watch) {
    wouldBe(RulesetEditor.apply(current, plan.restoreInput()));
    return new FamilyResult(
        where,
        removing,
        RulesPlan.of(current, plan, variant),
        watch.milliseconds(),
        List.of(),
        Optional.empty());
  }
}
