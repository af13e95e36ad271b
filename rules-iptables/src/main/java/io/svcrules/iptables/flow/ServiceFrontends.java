// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpAddress;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers where services are asked, and all endpoints that still answer there. */
final class ServiceFrontends {
  private final Map<TransportAddress, Set<TransportAddress>> addresses = new HashMap<>();
  private final Map<Integer, Set<TransportAddress>> nodePorts = new HashMap<>();

  private ServiceFrontends() {}

  static Frontends of(List<ResolvedServicePort> ports, NodePortScope scope) {
    ServiceFrontends gathered = new ServiceFrontends();
    for (ResolvedServicePort port : ports) {
      if (port.name().protocol() == Frontends.PROTOCOL) {
        gathered.add(port);
      }
    }
    return new Frontends(gathered.addresses, gathered.nodePorts, scope);
  }

  private void add(ResolvedServicePort port) {
    // Not only those that new flows are sent to: a policy or a hint that changes, or an endpoint
    // that begins to terminate, ends no TCP connection, and so no flow either.
    Set<TransportAddress> serving = new HashSet<>();
    for (Endpoint endpoint : port.endpoints().serving()) {
      serving.add(new TransportAddress(endpoint.address(), endpoint.port()));
    }
    add(port.clusterIp(), port.port(), serving);
    port.externalIps().forEach(ip -> add(ip, port.port(), serving));
    port.loadBalancerIps().forEach(ip -> add(ip, port.port(), serving));
    if (port.nodePort() != 0) {
      nodePorts.merge(port.nodePort(), serving, ServiceFrontends::union);
    }
  }

  private void add(IpAddress address, int port, Set<TransportAddress> serving) {
    addresses.merge(new TransportAddress(address, port), serving, ServiceFrontends::union);
  }

  /** Two services may claim one address and port; whoever has it, both keep their flows. */
  private static Set<TransportAddress> union(
      Set<TransportAddress> one, Set<TransportAddress> other) {
    Set<TransportAddress> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
