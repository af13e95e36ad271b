// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.effect.Effects;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpFamily;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rules of one kernel in one variant of iptables, brought to what they should be. */
public final class LiveRules {
  private final Environment environment;
  private final IptablesVariant variant;
  private final boolean dryRun;
  private final Map<IpFamily, Ruleset> found = new EnumMap<>(IpFamily.class);
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

  /**
   * Whether rules of mode ipvs are there, or would be by now; not if the machine has no such
   * variant.
   *
   * @throws PacketFilterException if that cannot be told
   */
  public boolean hasRulesOfIpvs(IpFamily family) {
    try {
      return ModeChains.hasRulesOfIpvs(read(family));
    } catch (PacketFilterException e) {
      if (e.kind() == PacketFilterException.Kind.UNAVAILABLE) {
        return false;
      }
      throw e;
    }
  }

  /** How many references to each set would be gone by now, in a dry run. */
  Map<String, Integer> released(IpFamily family) {
    if (!planned.containsKey(family) || !found.containsKey(family)) {
      return Map.of();
    }
    Map<String, Integer> released = OurRules.references(found.get(family));
    OurRules.references(planned.get(family))
        .forEach((set, count) -> released.merge(set, -count, Integer::sum));
    return released;
  }

  private WatchedFilter open(IpFamily family) {
    return new WatchedFilter(
        environment.filters().open(family, variant), new Progress(environment));
  }

  /**
   * Brings a family to its rules, and does what they need besides themselves.
   *
   * @param effects does that
   */
  public FamilyResult apply(FamilyRules rules, EffectRun effects) {
    Stopwatch watch = new Stopwatch();
    IpFamily family = rules.family();
    Effects first = effects.begin(rules);
    if (dryRun) {
      Ruleset current = read(family);
      ApplyOutcome outcome = plan(current, rules.compiled());
      Refused refused = Refused.of(outcome);
      return planned(family.kubernetesName(), false, current, outcome.plan(), refused, watch)
          .with(effects.run(rules, current, refused.names()).after(first));
    }
    WatchedFilter filter = open(family);
    ApplyOutcome outcome = applier(filter).apply(rules.compiled());
    final long milliseconds = watch.milliseconds();
    // The applier read the rules before it made its plan.
    Ruleset before = filter.before().orElseThrow();
    Refused refused = Refused.of(outcome);
    return new FamilyResult(
        family.kubernetesName(),
        false,
        RulesPlan.of(before, outcome.plan(), variant),
        milliseconds,
        refused,
        Optional.of(RulesPlan.of(before, outcome.remaining(), variant)),
        effects.run(rules, before, refused.names()).after(first));
  }

  /**
   * What would be done to bring a family to its rules.
   *
   * @param current the rules that are there
   */
  public ApplyOutcome plan(Ruleset current, CompiledRuleset desired) {
    return applier(open(desired.family())).plan(current, desired);
  }

  private Applier applier(PacketFilter filter) {
    return new Applier(filter, environment.filters().probe(filter.family(), variant));
  }

  /**
   * Removes chains of services.
   *
   * @param scope which ones, judged by the rules that are there
   */
  public FamilyResult remove(IpFamily family, String where, Function<Ruleset, CleanupScope> scope) {
    return remove(family, where, scope, () -> Effects.NONE);
  }

  /**
   * The same for whoever has something to do before rules go.
   *
   * @param first does that, or finds out what it would be; not called if the rules cannot be read
   */
  public FamilyResult remove(
      IpFamily family,
      String where,
      Function<Ruleset, CleanupScope> scope,
      Supplier<Effects> first) {
    Stopwatch watch = new Stopwatch();
    WatchedFilter filter = open(family);
    Ruleset current = dryRun ? read(family) : filter.read();
    CleanupScope wanted = scope.apply(current);
    IptablesPlan plan = CleanupPlanner.plan(current, wanted);
    Effects besides = first.get();
    if (dryRun) {
      return planned(where, true, current, plan, Refused.NOTHING, watch).with(besides);
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
        Refused.NOTHING,
        Optional.of(RulesPlan.of(current, remaining, variant)),
        besides);
  }

  private FamilyResult planned(
      String where,
      boolean removing,
      Ruleset current,
      IptablesPlan plan,
      Refused refused,
      Stopwatch watch) {
    found.putIfAbsent(current.family(), current);
    wouldBe(RulesetEditor.apply(current, plan.restoreInput()));
    return new FamilyResult(
        where,
        removing,
        RulesPlan.of(current, plan, variant),
        watch.milliseconds(),
        refused,
        Optional.empty(),
        Effects.NONE);
  }
}
