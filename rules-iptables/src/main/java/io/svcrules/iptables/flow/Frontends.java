// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where services are asked over one protocol, and who may answer there.
 *
 * @param addresses cluster IPs, external IPs and load balancer IPs with their ports
 * @param nodePorts ports of the node's own addresses
 * @param scope on which of these
 */
record Frontends(
    Map<TransportAddress, Set<TransportAddress>> addresses,
    Map<Integer, Set<TransportAddress>> nodePorts,
    NodePortScope scope) {
  /** The protocol whose flows are looked after: TCP and SCTP end theirs themselves. */
  static final Protocol PROTOCOL = Protocol.UDP;

  Frontends {
    addresses = Map.copyOf(addresses);
    nodePorts = Map.copyOf(nodePorts);
  }

  boolean isEmpty() {
    return addresses.isEmpty() && nodePorts.isEmpty();
  }

  /** Who may answer there; empty if no service is asked there. */
  Optional<Set<TransportAddress>> at(TransportAddress asked, Set<IpAddress> nodeAddresses) {
    // Rules look for node ports last.
    Set<TransportAddress> found = addresses.get(asked);
    if (found == null && nodePorts.containsKey(asked.port())) {
      found = scope.contains(asked.address(), nodeAddresses) ? nodePorts.get(asked.port()) : null;
    }
    return Optional.ofNullable(found);
  }
}
