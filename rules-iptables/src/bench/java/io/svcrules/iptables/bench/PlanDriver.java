// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.RulesetEditor;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.iptables.plan.IptablesPlanner;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;

/**
 * Compiles and plans everything anew, and measures only what the packet filter takes for the plan:
 * the share of the kernel adapter.
 */
final class PlanDriver implements ChangeDriver {
  private final PacketFilter filter;
  private Manifests manifests;
  private Ruleset current;

  /**
   * A driver for a kernel that is up to date.
   *
   * @param current the rules of the kernel
   * @param filter changes them
   * @param manifests what they were made from
   */
  PlanDriver(Ruleset current, PacketFilter filter, Manifests manifests) {
    this.filter = filter;
    this.manifests = manifests;
    this.current = current;
  }

  static CompiledRuleset compile(Manifests manifests) {
    return IptablesCompiler.compile(
        ServiceResolver.resolve(
            manifests, IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT),
        IptablesConfig.DEFAULT);
  }

  @Override
  public long change(ClusterChange change) {
    manifests = change.applyTo(manifests);
    IptablesPlan plan = IptablesPlanner.plan(current, compile(manifests));
    long start = System.nanoTime();
    filter.apply(plan);
    long nanos = System.nanoTime() - start;
    current = RulesetEditor.apply(current, plan.restoreInput());
    return nanos;
  }
}
