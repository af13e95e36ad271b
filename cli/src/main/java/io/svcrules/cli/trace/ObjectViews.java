// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.trace;

import io.svcrules.cli.env.Diagnostics;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.rules.FamilyIpvs;
import io.svcrules.cli.rules.FamilyRules;
import io.svcrules.cli.rules.NodeIpvs;
import io.svcrules.cli.rules.NodeRules;
import io.svcrules.cli.rules.NodeServices;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.trace.ChainSource;
import io.svcrules.iptables.trace.CompiledReasons;
import io.svcrules.iptables.trace.Host;
import io.svcrules.iptables.trace.Surroundings;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.trace.ConstantRuleReasons;
import io.svcrules.ipvs.trace.IpvsTracers;
import io.svcrules.ipvs.trace.ServerReasons;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpFamily;
import io.svcrules.model.resolve.ServiceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes as objects want them. */
final class ObjectViews {
  private final NodeServices services;
  private final Host host;

  private ObjectViews(NodeServices services) {
    this.services = services;
    this.host = Host.of(services.node().nodeAddresses(), List.of());
  }

  static NodeViews of(NodeServices services, Diagnostics diagnostics) {
    Map<IpFamily, NodeView> views = new ObjectViews(services).views(diagnostics);
    List<IpFamily> families = services.tables().stream().map(ServiceTable::family).toList();
    return new NodeViews("objects", families, views::get, services.exitStatus());
  }

  private Map<IpFamily, NodeView> views(Diagnostics diagnostics) {
    Map<IpFamily, NodeView> views = new HashMap<>();
    if (services.mode() == ProxyMode.IPVS) {
      NodeIpvs made = NodeIpvs.of(services, false).tellProblems(diagnostics);
      made.families().forEach(family -> views.put(family.family(), view(family)));
    } else {
      NodeRules.of(services).families().forEach(f -> views.put(f.family(), view(f)));
    }
    return views;
  }

  private NodeView view(FamilyRules family) {
    Ruleset rules = family.compiled().ruleset();
    ChainSource chains = ChainSource.of(rules);
    return new NodeView(
        chains,
        Surroundings.of(host),
        CompiledReasons.of(family.compiled()),
        Optional.of(family.services().ports()),
        podCidr(family.family(), chains));
  }

  private NodeView view(FamilyIpvs family) {
    IpvsState state = family.compiled().state();
    ChainSource chains = ChainSource.of(state.rules());
    return new NodeView(
        chains,
        IpvsTracers.surroundings(state, host),
        ServerReasons.of(family.compiled()).or(new ConstantRuleReasons(family.family())),
        Optional.of(family.services().ports()),
        podCidr(family.family(), chains));
  }

  private Optional<Cidr> podCidr(IpFamily family, ChainSource rules) {
    return services.node().chosen().node().podCidrs().stream()
        .filter(cidr -> cidr.family() == family)
        .findFirst()
        .or(() -> PodClues.of(rules).cidr());
  }
}
