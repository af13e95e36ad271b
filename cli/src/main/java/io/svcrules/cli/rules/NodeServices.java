// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.rules;

import io.svcrules.cli.env.ExitStatus;
import io.svcrules.cli.option.ProxyMode;
import io.svcrules.cli.settings.NodeSettings;
import io.svcrules.cli.settings.ProxySettings;
import io.svcrules.model.Manifests;
import io.svcrules.model.resolve.ServiceTable;
import java.util.List;

/**
 * The services of a node, resolved, and what was asked for: all that any mode makes something of.
 *
 * @param settings what was asked for
 * @param node what every mode is told about the node
 * @param manifests the objects
 * @param tables the services of each family asked for, IPv4 first
 * @param leftOut objects with mistakes, such as {@code Service default/web}, or the file of one
 *     that has no name; sorted
 */
public record NodeServices(
    ProxySettings settings,
    NodeSettings node,
    Manifests manifests,
    List<ServiceTable> tables,
    List<String> leftOut) {

  /** Copies both lists. */
  public NodeServices {
    tables = List.copyOf(tables);
    leftOut = List.copyOf(leftOut);
  }

  /** What carries the traffic. */
  public ProxyMode mode() {
    return settings.mode();
  }

  /** The name of the node, in lower case. */
  public String nodeName() {
    return node.chosen().node().name();
  }

  /** What the shell is told if nothing else happens. */
  public int exitStatus() {
    return leftOut.isEmpty() ? ExitStatus.OK : ExitStatus.LEFT_OUT;
  }
}
