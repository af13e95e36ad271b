// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectReport;
import io.svcrules.cli.effect.SysctlUndo;
import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.KernelTask;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;

/** Mode ipvs takes the place of mode iptables. */
final class ServersApplying implements Applying {
  private final Environment environment;
  private final NodeIpvs node;
  private final LiveRules rules;
  private final LiveServers live;
  private final boolean dryRun;

  ServersApplying(
      Environment environment, NodeIpvs node, LiveRules rules, LiveServers live, boolean dryRun) {
    this.environment = environment;
    this.node = node;
    this.rules = rules;
    this.live = live;
    this.dryRun = dryRun;
  }

  @Override
  public ProxyMode mode() {
    return ProxyMode.IPVS;
  }

  @Override
  public List<KernelTask> tasks() {
    return node.families().stream()
        .map(
            family ->
                KernelTask.of(
                    family.family().kubernetesName(),
                    () -> Optional.of(live.apply(family.compiled(), node.config()))))
        .toList();
  }

  @Override
  public List<KernelTask> removals(FamilyResult applied) {
    IpFamily family = applied.plan().family();
    String where = family.kubernetesName() + " mode iptables";
    return List.of(
        KernelTask.of(
            where, () -> Optional.of(removed(family, where)).filter(FamilyResult::isNoteworthy)));
  }

  private FamilyResult removed(IpFamily family, String where) {
    SysctlUndo undo = new SysctlUndo(environment.effects(), dryRun);
    try {
      return rules.remove(family, where, ModeChains::iptables, () -> undo.before(family));
    } catch (RuntimeException e) {
      // There is no result then that would tell it.
      new EffectReport(new Diagnostics(environment)).tell(where + ": ", undo.done(), dryRun);
      throw e;
    }
  }
}
