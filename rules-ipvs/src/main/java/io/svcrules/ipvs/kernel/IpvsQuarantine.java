// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.RefusedServicePort;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The service ports that a kernel refuses. It names each refused change, so none is searched. */
final class IpvsQuarantine {
  /** A kernel that refuses more lacks something that many need. */
  private static final int MOST_REFUSED = 100;

  private final IpvsConfig config;
  private final SortedMap<ServicePortName, RefusedServicePort> refused = new TreeMap<>();
  private final Set<IpvsChange> excused = new HashSet<>();
  private CompiledIpvs accepted;

  IpvsQuarantine(CompiledIpvs desired, IpvsConfig config) {
    this.config = config;
    this.accepted = desired;
  }

  IpFamily family() {
    return accepted.state().family();
  }

  boolean isEmpty() {
    return refused.isEmpty();
  }

  /** The service ports that are refused, sorted by name. */
  List<RefusedServicePort> leftOut() {
    return List.copyOf(refused.values());
  }

  /** What should be there without those that are refused. */
  CompiledIpvs accepted() {
    return accepted;
  }

  /**
   * Leaves out who asked for a refused change. If it may only have been that somebody else changed
   * the kernel meanwhile, the change gets a second chance.
   *
   * @throws IpvsTableException the refusal, if no service port asked for it, if it is about what
   *     the node as a whole was told to use, or if too many are refused
   */
  void take(IpvsTableException refusal) {
    IpvsChange change = refusal.change().orElseThrow(() -> refusal);
    if (mayBeRace(refusal.refusal()) && excused.size() < MOST_REFUSED && excused.add(change)) {
      return;
    }
    Set<ServicePortName> owners = ChangeOwners.of(change, accepted);
    if (owners.isEmpty()
        || isOfNode(change, refusal.refusal())
        || refused.size() + owners.size() > MOST_REFUSED) {
      throw refusal;
    }
    for (ServicePortName owner : owners) {
      refused.put(owner, new RefusedServicePort(owner, change.command(), reason(refusal)));
    }
    List<IpvsFragment> others =
        accepted.fragments().stream()
            .filter(fragment -> !owners.contains(fragment.name()))
            .toList();
    accepted = CompiledIpvs.assemble(family(), config, others).withRules(accepted.state().rules());
  }

  /** Whether the kernel lacks the scheduler of all services that do not ask for another. */
  private boolean isOfNode(IpvsChange change, IpvsRefusal reason) {
    return reason == IpvsRefusal.NOT_FOUND
        && scheduler(change).filter(config.scheduler()::startsWith).isPresent();
  }

  private static Optional<String> scheduler(IpvsChange change) {
    if (change instanceof ServerChange.AddVirtualServer added) {
      return Optional.of(added.settings().scheduler());
    }
    return change instanceof ServerChange.EditVirtualServer edited
        ? Optional.of(edited.settings().scheduler())
        : Optional.empty();
  }

  private static boolean mayBeRace(IpvsRefusal refusal) {
    return switch (refusal) {
      case EXISTS, NOT_FOUND, NO_VIRTUAL_SERVER, NO_DEVICE, NO_ADDRESS -> true;
      case BUSY, TYPE_MISMATCH, FULL, NOT_PERMITTED, UNAVAILABLE, OTHER -> false;
    };
  }

  private static String reason(IpvsTableException refusal) {
    Throwable cause = refusal.getCause();
    return cause == null ? refusal.getMessage() : cause.getMessage();
  }
}
