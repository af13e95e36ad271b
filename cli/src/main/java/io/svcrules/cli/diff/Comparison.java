// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.live.LiveRules;
import io.svcrules.cli.live.LiveServers;
import io.svcrules.cli.live.Refused;
import io.svcrules.cli.live.ServersPlan;
import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.plan.CleanupPlanner;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.kernel.AdaptedIpvs;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.ModeChains;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a kernel holds with what it should hold. */
final class Comparison {
  private final Environment environment;
  private final LiveRules rules;
  private final LiveServers servers;

  Comparison(Environment environment, IptablesVariant variant) {
    this.environment = environment;
    this.rules = new LiveRules(environment, variant, true);
    this.servers = new LiveServers(environment, rules, true);
  }

  Differences of(NodeRules node, PlanOptions removal) {
    List<Difference> wanted = new ArrayList<>();
    List<Difference> otherMode = new ArrayList<>();
    boolean servers = environment.ipvs().isPresent();
    for (FamilyRules family : node.families()) {
      Ruleset current = rules.read(family.family());
      RulesDifference found = RulesDifference.of(current, rules.plan(current, family.compiled()));
      wanted.add(found);
      otherMode.add(servers ? goneServers(found.after(), removal) : goneRules(found.after()));
    }
    return new Differences(wanted, otherMode);
  }

  private Difference goneRules(Ruleset after) {
    return RulesDifference.of(after, CleanupPlanner.plan(after, ModeChains.ipvs(after)));
  }

  private Difference goneServers(Ruleset after, PlanOptions removal) {
    IpFamily family = after.family();
    IpvsSnapshot current = servers.read(family).withRules(after);
    ServersPlan plan = servers.printable(current, servers.planRemoval(current, removal));
    return new ServersDifference(current, plan, Refused.NOTHING, Map.of(), removal);
  }

  Differences of(NodeIpvs node) {
    List<Difference> wanted = new ArrayList<>();
    List<Difference> otherMode = new ArrayList<>();
    for (FamilyIpvs family : node.families()) {
      IpvsSnapshot current = servers.read(family.family());
      AdaptedIpvs adapted = servers.adapt(family.compiled(), node.config(), current);
      CompiledIpvs possible = adapted.compiled();
      IpvsPlan plan = IpvsPlanner.plan(current, possible.state(), family.options());
      ServersPlan printable = servers.printable(current, plan);
      Refused refused = Refused.of(List.of(), adapted.lacking());
      wanted.add(
          new ServersDifference(current, printable, refused, possible.owners(), family.options()));
      Ruleset after = OurRules.written(current.state().rules(), possible.state().rules());
      otherMode.add(
          RulesDifference.of(after, CleanupPlanner.plan(after, ModeChains.iptables(after))));
    }
    return new Differences(wanted, otherMode);
  }
}
