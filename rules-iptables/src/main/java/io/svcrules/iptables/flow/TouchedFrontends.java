// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers where flows may have become stale. */
final class TouchedFrontends {
  private final Set<TransportAddress> addresses = new HashSet<>();
  private final Set<Integer> nodePorts = new HashSet<>();
  private final Map<TransportAddress, Set<TransportAddress>> addressesBefore = new HashMap<>();
  private final Map<Integer, Set<TransportAddress>> nodePortsBefore = new HashMap<>();

  /** A service port that changed, or came, or went. */
  void add(Optional<ServedPort> before, Optional<ServedPort> now) {
    // Whoever answered may go on: more endpoints make no flow stale.
    boolean keeps = before.isPresent() && now.isPresent() && now.get().servesAllOf(before.get());
    addAddresses(
        keeps,
        before.map(ServedPort::addresses).orElse(Set.of()),
        now.map(ServedPort::addresses).orElse(Set.of()));
    addNodePorts(
        keeps, before.map(ServedPort::nodePort).orElse(0), now.map(ServedPort::nodePort).orElse(0));
  }

  private void addAddresses(
      boolean keeps, Set<TransportAddress> before, Set<TransportAddress> now) {
    for (TransportAddress address : before) {
      if (!keeps || !now.contains(address)) {
        addresses.add(address);
        addressesBefore.put(address, Set.of());
      }
    }
    for (TransportAddress address : now) {
      if (!keeps || !before.contains(address)) {
        addresses.add(address);
      }
    }
  }

  private void addNodePorts(boolean keeps, int before, int now) {
    if (keeps && before == now) {
      return;
    }
    if (before != 0) {
      nodePorts.add(before);
      nodePortsBefore.put(before, Set.of());
    }
    if (now != 0) {
      nodePorts.add(now);
    }
  }

  Set<TransportAddress> addresses() {
    return addresses;
  }

  Set<Integer> nodePorts() {
    return nodePorts;
  }

  /** Where services were asked before. */
  Frontends before(NodePortScope scope) {
    return new Frontends(addressesBefore, nodePortsBefore, scope);
  }
}
