// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.Progress;
import io.svcrules.cli.live.WatchedFilter;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.model.ServicePortName;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Applies the rules of one family, or plans to. */
final class FamilyApply {
  private final Environment environment;
  private final IptablesVariant variant;
  private final EffectRun effects;

  FamilyApply(Environment environment, IptablesVariant variant, EffectRun effects) {
    this.environment = environment;
    this.variant = variant;
    this.effects = effects;
  }

  FamilyResult plan(FamilyRules rules) {
    return run(rules, Applier::plan, true);
  }

  FamilyResult apply(FamilyRules rules) {
    return run(rules, Applier::apply, false);
  }

  private FamilyResult run(
      FamilyRules rules,
      BiFunction<Applier, CompiledRuleset, ApplyOutcome> action,
      boolean dryRun) {
    long start = System.nanoTime();
    WatchedFilter filter = open(rules);
    Applier applier = new Applier(filter, environment.filters().probe(rules.family(), variant));
    ApplyOutcome outcome = action.apply(applier, rules.compiled());
    final long milliseconds = since(start);
    // The applier read the rules before it made its plan.
    Ruleset before = filter.before().orElseThrow();
    Set<ServicePortName> leftOut =
        outcome.leftOut().stream().map(RefusedServicePort::name).collect(Collectors.toSet());
    return new FamilyResult(
        outcome,
        PlanCounts.of(before, outcome.plan()),
        milliseconds,
        dryRun,
        effects.run(rules, before, leftOut));
  }

  private WatchedFilter open(FamilyRules rules) {
    return new WatchedFilter(
        environment.filters().open(rules.family(), variant), new Progress(environment));
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
