// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.iptables.compile.IptablesCompiler;
import io.svcrules.iptables.compile.IptablesConfig;
import java.util.List;

/**
 * The rules a node should have in mode iptables.
 *
 * @param nodeName the node, in lower case
 * @param families those asked for, IPv4 first
 */
public record NodeRules(String nodeName, List<FamilyRules> families) {

  /** Copies the families. */
  public NodeRules {
    families = List.copyOf(families);
  }

  /** Compiles the services of a node. */
  public static NodeRules of(NodeServices services) {
    IptablesConfig config = services.settings().iptablesConfig(services.node());
    return new NodeRules(
        services.nodeName(),
        services.tables().stream()
            .map(table -> new FamilyRules(table, IptablesCompiler.compile(table, config)))
            .toList());
  }
}
