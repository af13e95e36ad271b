// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.capability.Capability;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.ipvs.capability.IpvsCapability;
import io.svcrules.ipvs.kernel.IpvsLacking;
import io.svcrules.model.ServicePortName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a node does not take of what it should have.
 *
 * @param servicePorts the service ports that the kernel refuses, sorted by name
 * @param leftovers why it does not give up what belongs to no service port; empty if it does
 * @param lacking what the node lacks, so that other rules were written than were asked for
 * @param lackingServers what it lacks, so that virtual servers are others than were asked for
 */
public record Refused(
    List<RefusedServicePort> servicePorts,
    Optional<KernelFailure> leftovers,
    Set<Capability> lacking,
    SortedSet<IpvsCapability> lackingServers) {
  /** It takes all. */
  public static final Refused NOTHING = of(List.of());

  /** Copies the collections. */
  public Refused {
    servicePorts = List.copyOf(servicePorts);
    lacking = Collections.unmodifiableSet(new TreeSet<>(lacking));
    lackingServers = Collections.unmodifiableSortedSet(new TreeSet<>(lackingServers));
  }

  /** It takes all but these service ports. */
  public static Refused of(List<RefusedServicePort> servicePorts) {
    return of(servicePorts, IpvsLacking.NOTHING);
  }

  /** What it did not take of mode ipvs. */
  public static Refused of(List<RefusedServicePort> servicePorts, IpvsLacking lacking) {
    return new Refused(servicePorts, Optional.empty(), lacking.rules(), lacking.servers());
  }

  /** What it did not take of iptables rules. */
  public static Refused of(ApplyOutcome outcome) {
    return new Refused(
        outcome.leftOut(),
        outcome.refusal().flatMap(KernelFailure::of),
        outcome.lacking(),
        new TreeSet<>());
  }

  /** The names of the service ports. */
  public Set<ServicePortName> names() {
    return servicePorts.stream().map(RefusedServicePort::name).collect(Collectors.toSet());
  }
}
