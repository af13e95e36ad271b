// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.cleanup;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.PlanCounts;
import io.svcrules.cli.live.Progress;
import io.svcrules.cli.live.WatchedFilter;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import java.util.concurrent.TimeUnit;

/** Removes the rules of services, or plans to. */
final class Cleaning {
  private final Environment environment;
  private final boolean dryRun;

  Cleaning(Environment environment, boolean dryRun) {
    this.environment = environment;
    this.dryRun = dryRun;
  }

  Cleaned clean(IpFamily family, IptablesVariant variant) {
    long start = System.nanoTime();
    WatchedFilter filter =
        new WatchedFilter(environment.filters().open(family, variant), new Progress(environment));
    Ruleset current = filter.read();
    IptablesPlan plan = CleanupPlanner.plan(current);
    IptablesPlan remaining = plan;
    if (!dryRun && !plan.isEmpty()) {
      filter.apply(plan);
      remaining = CleanupPlanner.plan(filter.read());
    }
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return new Cleaned(variant, plan, PlanCounts.of(current, plan), milliseconds, remaining);
  }
}
