// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;

/**
 * {@link LintId#NODE_PORT_EPHEMERAL} and {@link LintId#NODE_PORT_IN_USE}, if the node tells of
 * itself.
 */
final class NodePortOnNode implements LintRule {
  @Override
  public void check(LintInput input, LintReport report) {
    if (input.facts().equals(NodeFacts.NONE)) {
      return;
    }
    for (Service service : input.served()) {
      for (int i = 0; i < service.ports().size(); i++) {
        ServicePort port = service.ports().get(i);
        check(
            input.facts(),
            service,
            "spec.ports[" + i + "].nodePort",
            new ListeningSocket(port.protocol(), port.nodePort()),
            report);
      }
    }
  }

  private static void check(
      NodeFacts facts, Service service, String field, ListeningSocket socket, LintReport report) {
    int port = socket.port();
    if (facts.listening().contains(socket)) {
      report.service(
          LintId.NODE_PORT_IN_USE,
          service.name(),
          field,
          "a process of the node listens on port " + port + '/' + socket.protocol());
    }
    boolean ephemeral =
        facts.ephemeral().filter(range -> range.contains(port)).isPresent()
            && facts.reserved().stream().noneMatch(range -> range.contains(port));
    if (ephemeral) {
      report.service(
          LintId.NODE_PORT_EPHEMERAL,
          service.name(),
          field,
          "node port "
              + port
              + " is within the ephemeral ports of the node, "
              + facts.ephemeral().get());
    }
  }
}
