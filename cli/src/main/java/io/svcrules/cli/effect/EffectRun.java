// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.effect;

import io.svcrules.cli.env.NodeEffects;
import io.svcrules.cli.option.ConntrackOptions;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.kernel.RuleSysctls;
import io.svcrules.iptables.kernel.flow.FlowCleaner;
import io.svcrules.iptables.kernel.flow.FlowTableException;
import io.svcrules.iptables.kernel.flow.ForgottenFlows;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Does what rules need besides themselves, or finds out what that would be. */
public final class EffectRun {
  private final NodeEffects node;
  private final boolean forgets;
  private final boolean dryRun;

  /**
   * Runs on a node.
   *
   * @param dryRun whether nothing is changed
   */
  public EffectRun(NodeEffects node, ConntrackOptions conntrack, boolean dryRun) {
    this.node = node;
    this.forgets = conntrack.forgets();
    this.dryRun = dryRun;
  }

  /**
   * Puts back settings that the rules of a family do not need, if we had set them. To be called
   * before rules go that keep strangers from what a setting allows.
   */
  public Effects begin(FamilyRules rules) {
    RuleSysctls sysctls = sysctls(rules);
    List<String> problems = new ArrayList<>();
    List<SysctlChange> changes = changes(dryRun ? sysctls::surplus : sysctls::release, problems);
    return new Effects(changes, ForgottenFlows.NONE, problems);
  }

  /**
   * Does what the rules of a family need. To be called when the rules are there: those that keep
   * strangers from what a setting allows, and those that send flows the right way.
   *
   * @param before the rules that the kernel held
   * @param leftOut service ports that have no rules all the same
   */
  public Effects run(FamilyRules rules, Ruleset before, Set<ServicePortName> leftOut) {
    List<String> problems = new ArrayList<>();
    RuleSysctls sysctls = sysctls(rules);
    List<SysctlChange> changes = changes(dryRun ? sysctls::missing : sysctls::require, problems);
    ForgottenFlows flows =
        forgets
            ? flows(StaleFlows.of(before, rules.services(), rules.compiled(), leftOut), problems)
            : ForgottenFlows.NONE;
    return new Effects(changes, flows, problems);
  }

  private RuleSysctls sysctls(FamilyRules rules) {
    return new RuleSysctls(node::sysctls, rules.compiled());
  }

  private static List<SysctlChange> changes(
      Supplier<List<SysctlChange>> work, List<String> problems) {
    try {
      return work.get();
    } catch (SysctlException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }

  private ForgottenFlows flows(StaleFlows stale, List<String> problems) {
    if (stale.isEmpty()) {
      // The kernel is not even asked: most often that is most of the work.
      return ForgottenFlows.NONE;
    }
    try {
      FlowCleaner cleaner = new FlowCleaner(node.flows());
      return dryRun ? cleaner.find(stale) : cleaner.clean(stale);
    } catch (FlowTableException e) {
      problems.add("stale UDP flows are not forgotten: " + e.getMessage());
      return ForgottenFlows.NONE;
    }
  }
}
