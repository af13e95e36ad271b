// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpAddress;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where one service port is asked, and who may answer.
 *
 * @param addresses its cluster IP, external IPs and load balancer IPs with their port
 * @param nodePort its port of the node's own addresses, or 0
 * @param serving all endpoints that still answer there
 */
record ServedPort(Set<TransportAddress> addresses, int nodePort, Set<TransportAddress> serving) {

  ServedPort {
    addresses = Set.copyOf(addresses);
    serving = Set.copyOf(serving);
  }

  /** That of a service port; empty if its protocol is not looked after. */
  static Optional<ServedPort> of(ResolvedServicePort port) {
    if (port.name().protocol() != Frontends.PROTOCOL) {
      return Optional.empty();
    }
    Set<TransportAddress> addresses = new HashSet<>();
    addresses.add(new TransportAddress(port.clusterIp(), port.port()));
    for (IpAddress ip : port.externalIps()) {
      addresses.add(new TransportAddress(ip, port.port()));
    }
    for (IpAddress ip : port.loadBalancerIps()) {
      addresses.add(new TransportAddress(ip, port.port()));
    }
    // Not only those that new flows are sent to: a policy or a hint that changes, or an endpoint
    // that begins to terminate, ends no TCP connection, and so no flow either.
    Set<TransportAddress> serving = new HashSet<>();
    for (Endpoint endpoint : port.endpoints().serving()) {
      serving.add(new TransportAddress(endpoint.address(), endpoint.port()));
    }
    return Optional.of(new ServedPort(addresses, port.nodePort(), serving));
  }

  /** Whether whoever answered for another may answer for this one. */
  boolean servesAllOf(ServedPort other) {
    return serving.containsAll(other.serving);
  }
}
