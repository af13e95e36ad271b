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
import java.util.List;
import java.util.Optional;

/** Mode iptables takes the place of mode ipvs. */
final class RulesApplying implements Applying {
  private final Environment environment;
  private final NodeServices services;
  private final LiveRules live;
  private final LiveServers servers;
  private final EffectRun effects;

  RulesApplying(
      Environment environment,
      NodeServices services,
      LiveRules live,
      LiveServers servers,
      EffectRun effects) {
    this.environment = environment;
    this.services = services;
    this.live = live;
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

  @Override
  public Optional<KernelTask> removal(FamilyResult applied) {
    IpFamily family = applied.plan().family();
    String where = family.kubernetesName() + " mode ipvs";
    return Optional.of(
        KernelTask.of(
            where, () -> Optional.of(removed(family, where)).filter(FamilyResult::isNoteworthy)));
  }

  private FamilyResult removed(IpFamily family, String where) {
    return environment.ipvs().isPresent()
        ? servers.remove(family, where, ModeRemoval.options(services, environment))
        : live.remove(family, where, ModeChains::ipvs);
  }
}
