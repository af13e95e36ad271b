// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.apply;

import io.svcrules.cli.effect.EffectRun;
import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.FamilyResult;
import io.svcrules.cli.live.KernelTask;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.live.ModeRemoval;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mode iptables takes the place of mode ipvs. */
final class RulesApplying implements Applying {
  private final Environment environment;
  private final NodeServices services;
  private final LiveRules live;
  private final List<LiveRules> others;
  private final LiveServers servers;
  private final EffectRun effects;
  private Optional<Boolean> present = Optional.empty();

  RulesApplying(
      Environment environment,
      NodeServices services,
      LiveRules live,
      List<LiveRules> others,
      LiveServers servers,
      EffectRun effects) {
    this.environment = environment;
    this.services = services;
    this.live = live;
    this.others = others;
    this.servers = servers;
    this.effects = effects;
  }

  @Override
  public ProxyMode mode() {
    return ProxyMode.IPTABLES;
  }

  @Override
  public List<KernelTask> tasks() {
    return NodeRules.of(services).families().stream()
        .map(
            family ->
                KernelTask.of(
                    family.family().kubernetesName(),
                    () -> Optional.of(live.apply(family, effects))))
        .toList();
  }

  /** Rules go first, in every variant: as long as one looks into a set, the set cannot go. */
  @Override
  public List<KernelTask> removals(FamilyResult applied) {
    IpFamily family = applied.plan().family();
    String where = family.kubernetesName() + " mode ipvs";
    List<KernelTask> tasks = new ArrayList<>();
    for (LiveRules other : others) {
      String there = where + ' ' + other.variant().word();
      tasks.add(KernelTask.of(there, () -> removedRules(other, family, there)));
    }
    tasks.add(
        KernelTask.of(
            where, () -> Optional.of(removed(family, where)).filter(FamilyResult::isNoteworthy)));
    return tasks;
  }

  private Optional<FamilyResult> removedRules(LiveRules other, IpFamily family, String where) {
    return isPresent() && other.hasRulesOfIpvs(family)
        ? Optional.of(other.remove(family, where, ModeChains::ipvs))
        : Optional.empty();
  }

  private FamilyResult removed(IpFamily family, String where) {
    return isPresent()
        ? servers.remove(family, where, ModeRemoval.options(services, environment))
        : live.remove(family, where, ModeChains::ipvs);
  }

  /** Asked once: with the device of one family goes what shows that the other has sets. */
  private boolean isPresent() {
    if (present.isEmpty()) {
      present = Optional.of(environment.ipvs().isPresent());
    }
    return present.get();
  }
}
