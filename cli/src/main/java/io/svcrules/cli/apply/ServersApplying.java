// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.SysctlUndo;
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
  private final NodeIpvs node;
  private final LiveRules rules;
  private final LiveServers live;
  private final SysctlUndo undo;

  ServersApplying(NodeIpvs node, LiveRules rules, LiveServers live, SysctlUndo undo) {
    this.node = node;
    this.rules = rules;
    this.live = live;
    this.undo = undo;
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
  public Optional<KernelTask> removal(FamilyResult applied) {
    IpFamily family = applied.plan().family();
    String where = family.kubernetesName() + " mode iptables";
    return Optional.of(
        KernelTask.of(
            where,
            () ->
                Optional.of(undone(rules.remove(family, where, ModeChains::iptables)))
                    .filter(FamilyResult::isNoteworthy)));
  }

  /** Rules that could not be removed may still need the settings of their mode. */
  private FamilyResult undone(FamilyResult removed) {
    return removed.differs() ? removed : removed.with(undo.run(List.of(removed.plan().family())));
  }
}
