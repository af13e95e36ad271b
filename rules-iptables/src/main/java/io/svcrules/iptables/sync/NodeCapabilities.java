// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.capability.Adaptation;
import io.svcrules.iptables.capability.AdaptedRules;
import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.capability.LackingServicePort;
import io.svcrules.iptables.capability.MissingCapabilityException;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.PacketFilterException;
import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a node lacks, as far as it was asked, and the service ports that it cannot serve for that. A
 * capability is asked about once, when rules first use it, and again with each look at everything.
 *
 * <p>Methods that may ask throw {@link PacketFilterException} if the node cannot be asked, or lacks
 * what no service can do without.
 */
final class NodeCapabilities {
  private final CapabilityProbe probe;
  private final Set<Capability> asked = EnumSet.noneOf(Capability.class);
  private final Set<Capability> lacking = EnumSet.noneOf(Capability.class);
  private final SortedMap<ServicePortName, LackingServicePort> ports = new TreeMap<>();

  NodeCapabilities(CapabilityProbe probe) {
    this.probe = probe;
  }

  /** All rules as the node can have them. */
  CompiledRuleset adapt(CompiledRuleset desired) {
    asked.clear();
    lacking.clear();
    ports.clear();
    ask(Adaptation.used(desired));
    AdaptedRules adapted = orUnavailable(() -> Adaptation.adapt(desired, lacking));
    adapted.leftOut().forEach(port -> ports.put(port.name(), port));
    return adapted.rules();
  }

  /** The rules of the ports of one Service as the node can have them. */
  List<Fragment> adapt(NamespacedName service, Collection<Fragment> desired) {
    ports.keySet().removeIf(name -> name.service().equals(service));
    List<Fragment> adapted = new ArrayList<>(desired.size());
    for (Fragment fragment : desired) {
      ask(Adaptation.used(fragment));
      Adaptation adaptation = Adaptation.to(lacking);
      Fragment possible = adaptation.fragment(fragment);
      Optional<LackingServicePort> problem = orUnavailable(() -> adaptation.problem(possible));
      problem.ifPresentOrElse(port -> ports.put(port.name(), port), () -> adapted.add(possible));
    }
    return adapted;
  }

  private void ask(Set<Capability> used) {
    Set<Capability> unknown = EnumSet.copyOf(used);
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      lacking.addAll(probe.missing(unknown));
      asked.addAll(unknown);
    }
  }

  private static <T> T orUnavailable(Supplier<T> work) {
    try {
      return work.get();
    } catch (MissingCapabilityException e) {
      throw new PacketFilterException(
          Kind.UNAVAILABLE, e.getMessage(), Optional.empty(), Optional.empty(), e);
    }
  }

  /** What the node lacks of what its rules use. */
  Set<Capability> lacking() {
    return lacking;
  }

  /** The service ports that are not served, sorted by name. */
  List<RefusedServicePort> reports() {
    return ports.values().stream().map(RefusedServicePort::of).toList();
  }
}
