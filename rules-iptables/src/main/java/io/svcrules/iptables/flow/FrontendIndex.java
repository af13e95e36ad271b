// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where all service ports of a family are asked, and who may answer, kept up change by change: so
 * that flows are looked for only where something changed. Holds service ports of UDP alone. Not
 * safe for use by several threads.
 */
public final class FrontendIndex {
  private final IpFamily family;
  private final NodePortScope scope;
  private final Map<ServicePortName, ServedPort> ports = new HashMap<>();
  // Two services may claim one address and port; whoever has it, both keep their flows.
  private final Map<TransportAddress, Set<ServicePortName>> byAddress = new HashMap<>();
  private final Map<Integer, Set<ServicePortName>> byNodePort = new HashMap<>();

  /**
   * The frontends of a node.
   *
   * @param served the service ports that have rules
   * @param compiled the rules of the node
   */
  public FrontendIndex(Collection<ResolvedServicePort> served, CompiledRuleset compiled) {
    this.family = compiled.family();
    this.scope = NodePortScope.of(compiled.base().last().stream().map(DispatchRule::rule).toList());
    for (ResolvedServicePort port : served) {
      ServedPort.of(port).ifPresent(one -> put(port.name(), one));
    }
  }

  /**
   * All flows that are stale.
   *
   * @param before where services were asked before
   */
  public StaleFlows all(Frontends before) {
    return StaleFlows.between(family, before, frontends());
  }

  Frontends frontends() {
    return frontends(byAddress.keySet(), byNodePort.keySet());
  }

  /**
   * Takes a change in.
   *
   * @param changes service ports as they are from now on; empty for those without rules
   * @return the flows that are stale once the kernel has the change, if none was before; to be
   *     asked before the next change
   */
  public StaleFlows change(Map<ServicePortName, Optional<ResolvedServicePort>> changes) {
    TouchedFrontends touched = new TouchedFrontends();
    changes.forEach(
        (name, port) -> {
          Optional<ServedPort> before = remove(name);
          Optional<ServedPort> now = port.flatMap(ServedPort::of);
          now.ifPresent(one -> put(name, one));
          touched.add(before, now);
        });
    Set<TransportAddress> addresses = touched.addresses();
    Set<Integer> nodePorts = new HashSet<>(touched.nodePorts());
    // Where an address is given up, a node port may be asked instead.
    addresses.forEach(address -> nodePorts.add(address.port()));
    return new StaleFlows(
        family,
        touched.before(scope),
        frontends(addresses, nodePorts),
        // An address goes before a node port, whatever became of that.
        asked -> byAddress.containsKey(asked) && !addresses.contains(asked));
  }

  private Frontends frontends(Set<TransportAddress> addresses, Set<Integer> nodePorts) {
    return new Frontends(serving(addresses, byAddress), serving(nodePorts, byNodePort), scope);
  }

  private <K> Map<K, Set<TransportAddress>> serving(
      Set<K> keys, Map<K, Set<ServicePortName>> claims) {
    Map<K, Set<TransportAddress>> found = new HashMap<>();
    for (K key : keys) {
      for (ServicePortName name : claims.getOrDefault(key, Set.of())) {
        found.computeIfAbsent(key, k -> new HashSet<>()).addAll(ports.get(name).serving());
      }
    }
    return found;
  }

  private void put(ServicePortName name, ServedPort port) {
    ports.put(name, port);
    port.addresses().forEach(address -> claim(byAddress, address, name));
    if (port.nodePort() != 0) {
      claim(byNodePort, port.nodePort(), name);
    }
  }

  private Optional<ServedPort> remove(ServicePortName name) {
    Optional<ServedPort> old = Optional.ofNullable(ports.remove(name));
    old.ifPresent(
        port -> {
          port.addresses().forEach(address -> giveUp(byAddress, address, name));
          giveUp(byNodePort, port.nodePort(), name);
        });
    return old;
  }

  // Most have one owner, and a set that cannot grow is the smallest.

  private static <K> void claim(Map<K, Set<ServicePortName>> claims, K key, ServicePortName name) {
    Set<ServicePortName> owners = new HashSet<>(claims.getOrDefault(key, Set.of()));
    owners.add(name);
    claims.put(key, Set.copyOf(owners));
  }

  private static <K> void giveUp(Map<K, Set<ServicePortName>> claims, K key, ServicePortName name) {
    Set<ServicePortName> owners = new HashSet<>(claims.getOrDefault(key, Set.of()));
    owners.remove(name);
    if (owners.isEmpty()) {
      claims.remove(key);
    } else {
      claims.put(key, Set.copyOf(owners));
    }
  }
}
