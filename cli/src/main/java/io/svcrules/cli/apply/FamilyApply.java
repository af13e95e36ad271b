// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.Progress;
import io.svcrules.cli.live.WatchedFilter;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.ServicePortName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    long start = System.nanoTime();
    Ruleset current = open(rules).read();
    IptablesPlan plan = IptablesPlanner.plan(current, rules.compiled());
    return new FamilyResult(
        plan,
        PlanCounts.of(current, plan),
        since(start),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        effects.run(rules, current, Set.of()));
  }

  FamilyResult apply(FamilyRules rules) {
    long start = System.nanoTime();
    WatchedFilter filter = open(rules);
    ApplyOutcome outcome = new Applier(filter).apply(rules.compiled());
    long milliseconds = since(start);
    // The applier read the rules before it made its plan.
    Ruleset before = filter.before().orElseThrow();
    Set<ServicePortName> leftOut =
        outcome.leftOut().stream().map(RefusedServicePort::name).collect(Collectors.toSet());
    return new FamilyResult(
        outcome.plan(),
        PlanCounts.of(before, outcome.plan()),
        milliseconds,
        outcome.leftOut(),
        Optional.of(outcome.remaining()),
        outcome.refusal(),
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
