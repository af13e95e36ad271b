// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.NamespacedName;
import io.svcrules.model.Protocol;
import io.svcrules.model.Service;
import io.svcrules.model.ServicePort;
import java.util.HashMap;
import java.util.Map;

/** {@link LintId#NODE_PORT_CLAIMED_TWICE}. */
final class NodePortClaimedTwice implements LintRule {

  private record Claim(int port, Protocol protocol) {}

  private record Holder(NamespacedName service, String field) {}

  @Override
  public void check(LintInput input, LintReport report) {
    Map<Claim, Holder> first = new HashMap<>();
    for (Service service : input.served()) {
      for (int i = 0; i < service.ports().size(); i++) {
        ServicePort port = service.ports().get(i);
        if (port.nodePort() != 0) {
          Holder claimant = new Holder(service.name(), "spec.ports[" + i + "].nodePort");
          claim(first, new Claim(port.nodePort(), port.protocol()), claimant, report);
        }
      }
      if (service.healthCheckNodePort() != 0) {
        // Load balancers ask over TCP, whatever the Service speaks.
        Claim claim = new Claim(service.healthCheckNodePort(), Protocol.TCP);
        claim(first, claim, new Holder(service.name(), "spec.healthCheckNodePort"), report);
      }
    }
  }

  private static void claim(
      Map<Claim, Holder> first, Claim claim, Holder claimant, LintReport report) {
    Holder holder = first.putIfAbsent(claim, claimant);
    if (holder != null) {
      report.service(
          LintId.NODE_PORT_CLAIMED_TWICE,
          claimant.service(),
          claimant.field(),
          "node port "
              + claim.port()
              + '/'
              + claim.protocol()
              + " is that of "
              + holder.service()
              + ", "
              + holder.field()
              + ", which comes first");
    }
  }
}
