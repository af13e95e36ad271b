// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.iptables.Ruleset;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where services are asked over one protocol, and who may answer there.
 *
 * @param addresses cluster IPs, external IPs and load balancer IPs with their ports
 * @param nodePorts ports of the node's own addresses: 1 to 65535
 * @param scope on which of these
 */
public record Frontends(
    Map<TransportAddress, Set<TransportAddress>> addresses,
    Map<Integer, Set<TransportAddress>> nodePorts,
    NodePortScope scope) {
  /** Nowhere. */
  public static final Frontends NONE =
      new Frontends(Map.of(), Map.of(), new NodePortScope(List.of(), false, List.of()));

  /** The protocol whose flows are looked after: TCP and SCTP end theirs themselves. */
  static final Protocol PROTOCOL = Protocol.UDP;

  /** Copies the maps. */
  public Frontends {
    addresses = Map.copyOf(addresses);
    nodePorts = Map.copyOf(nodePorts);
  }

  /** Where rules of a kernel ask for services; who answers is not looked up. */
  public static Frontends ofRules(Ruleset rules) {
    return RuleFrontends.of(rules);
  }

  /** Whether no service is asked anywhere. */
  public boolean isEmpty() {
    return addresses.isEmpty() && nodePorts.isEmpty();
  }

  /** Where services are asked by these or by others; node ports on the addresses of both. */
  public Frontends with(Frontends others) {
    if (others.isEmpty()) {
      return this;
    }
    return isEmpty()
        ? others
        : new Frontends(
            union(addresses, others.addresses),
            union(nodePorts, others.nodePorts),
            scope.with(others.scope));
  }

  private static <K> Map<K, Set<TransportAddress>> union(
      Map<K, Set<TransportAddress>> one, Map<K, Set<TransportAddress>> other) {
    Map<K, Set<TransportAddress>> both = new HashMap<>(one);
    other.forEach((key, answering) -> both.merge(key, answering, Frontends::union));
    return both;
  }

  private static Set<TransportAddress> union(
      Set<TransportAddress> one, Set<TransportAddress> other) {
    Set<TransportAddress> both = new HashSet<>(one);
    both.addAll(other);
    return both;
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
