// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.input.ManifestInput;
import io.svcrules.cli.settings.ChosenNode;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;

/**
 * The objects, and the node they are looked at from.
 *
 * @param input the objects and what is wrong with them
 * @param chosen the node
 * @param config what decides on the rules besides the objects
 * @param options what decides on endpoints besides the objects
 * @param families those asked for, IPv4 first
 */
public record NodeView(
    ManifestInput input,
    ChosenNode chosen,
    IptablesConfig config,
    ResolveOptions options,
    List<IpFamily> families) {

  /** Copies the families. */
  public NodeView {
    families = List.copyOf(families);
  }

  /** The objects. */
  public Manifests manifests() {
    return input.manifests();
  }

  /** The node. */
  public Node node() {
    return chosen.node();
  }

  /** The service ports of a family. */
  public ServiceTable table(IpFamily family) {
    return ServiceResolver.resolve(manifests(), family, node(), options);
  }

  /** The rules of a family. */
  public CompiledRuleset compile(IpFamily family) {
    return IptablesCompiler.compile(table(family), config);
  }
}
