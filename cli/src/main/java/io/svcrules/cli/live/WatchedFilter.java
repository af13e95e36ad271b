// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.StepProgress;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.TablePlan;
import io.svcrules.model.IpFamily;
import java.util.Optional;

/** A packet filter that tells how far things are, and remembers how they were before. */
public final class WatchedFilter implements PacketFilter {
  /** So few changes take no time that people would notice: about 100 services. */
  private static final long FEW = 2000;

  private final PacketFilter filter;
  private final Progress progress;
  private Optional<Ruleset> before = Optional.empty();

  /** Watches a filter. */
  public WatchedFilter(PacketFilter filter, Progress progress) {
    this.filter = filter;
    this.progress = progress;
  }

  /** The rules as they were read first; empty if none were. */
  public Optional<Ruleset> before() {
    return before;
  }

  @Override
  public IpFamily family() {
    return filter.family();
  }

  @Override
  public Ruleset read() {
    progress.show(family().kubernetesName() + ": reading the rules of the kernel");
    Ruleset read = filter.read();
    before = before.or(() -> Optional.of(read));
    progress.clear();
    return read;
  }

  @Override
  public void apply(IptablesPlan plan) {
    long changes = plan.tables().stream().flatMap(TablePlan::steps).count();
    if (changes > FEW) {
      show(0, changes);
    }
    try {
      filter.apply(plan, changes > FEW ? this::show : StepProgress.NONE);
    } finally {
      progress.clear();
    }
  }

  private void show(long done, long all) {
    String what = family().kubernetesName() + ": making " + all + " changes";
    progress.show(done == 0 ? what : what + ", " + 100 * done / all + " % done");
  }
}
