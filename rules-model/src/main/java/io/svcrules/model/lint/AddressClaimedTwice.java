// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.lint;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.HashMap;
import java.util.Map;

/** {@link LintId#ADDRESS_CLAIMED_TWICE}. Service ports come sorted by name: the first has it. */
final class AddressClaimedTwice implements LintRule {

  private record Claim(IpAddress address, int port, Protocol protocol) {}

  @Override
  public void check(LintInput input, LintReport report) {
    Map<Claim, ResolvedServicePort> first = new HashMap<>(input.ports().size() * 2);
    for (ResolvedServicePort port : input.ports()) {
      claim(first, port, port.clusterIp(), "spec.clusterIPs", report);
      for (IpAddress ip : port.externalIps()) {
        claim(first, port, ip, "spec.externalIPs", report);
      }
      for (IpAddress ip : port.loadBalancerIps()) {
        claim(first, port, ip, "status.loadBalancer.ingress", report);
      }
    }
  }

  private static void claim(
      Map<Claim, ResolvedServicePort> first,
      ResolvedServicePort port,
      IpAddress address,
      String field,
      LintReport report) {
    Claim claim = new Claim(address, port.port(), port.name().protocol());
    ResolvedServicePort holder = first.putIfAbsent(claim, port);
    if (holder != null && !holder.name().equals(port.name())) {
      report.service(
          LintId.ADDRESS_CLAIMED_TWICE,
          port.name().service(),
          field,
          address
              + " port "
              + port.port()
              + '/'
              + port.name().protocol()
              + " is that of "
              + holder.name()
              + ", which comes first by name and gets all traffic");
    }
  }
}
