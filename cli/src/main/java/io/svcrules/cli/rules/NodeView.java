// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;

/**
 * The objects, and the node they are looked at from.
 *
 * @param input the objects and what is wrong with them
 * @param services what was asked for, and the services of the families asked for
 * @param config what decides on the rules of mode iptables besides the objects
 * @param options what decides on endpoints besides the objects
 */
public record NodeView(
    ManifestInput input, NodeServices services, IptablesConfig config, ResolveOptions options) {

  /** The node, and how it was chosen. */
  public ChosenNode chosen() {
    return services.node().chosen();
  }

  /** What carries the traffic. */
  public ProxyMode mode() {
    return services.mode();
  }

  /** The families asked for, IPv4 first. */
  public List<IpFamily> families() {
    return services.tables().stream().map(ServiceTable::family).toList();
  }

  /** The objects. */
  public Manifests manifests() {
    return input.manifests();
  }

  /** The node. */
  public Node node() {
    return chosen().node();
  }

  /** The service ports of a family that was asked for. */
  public ServiceTable table(IpFamily family) {
    return services.tables().stream()
        .filter(table -> table.family() == family)
        .findFirst()
        .orElseThrow();
  }

  /**
   * What the node should have in mode ipvs.
   *
   * @throws io.svcrules.cli.env.UsageException if an option about IPVS cannot be used
   */
  public NodeIpvs ipvs() {
    return NodeIpvs.of(services, false);
  }

  /** The rules of a family in mode iptables. */
  public CompiledRuleset compile(IpFamily family) {
    return IptablesCompiler.compile(table(family), config);
  }
}
