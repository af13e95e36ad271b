// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.plan.SetChange;
import io.svcrules.model.ServicePortName;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Who asked for a change. */
final class ChangeOwners {
  private ChangeOwners() {}

  /** The service ports that want what a change makes; none if it is for all, or takes away. */
  static SortedSet<ServicePortName> of(IpvsChange change, CompiledIpvs compiled) {
    if (change instanceof ServerChange.AddVirtualServer added) {
      return ofServer(added.key(), compiled);
    }
    if (change instanceof ServerChange.EditVirtualServer edited) {
      return ofServer(edited.key(), compiled);
    }
    if (change instanceof ServerChange.AddRealServer added) {
      return ofServer(added.key(), compiled);
    }
    if (change instanceof ServerChange.EditRealServer edited) {
      return ofServer(edited.key(), compiled);
    }
    if (change instanceof SetChange.AddEntry added) {
      return ofEntry(added.set(), added.entry(), compiled);
    }
    if (change instanceof HostChange.AddAddress added) {
      return ofAddress(added.address(), compiled);
    }
    return new TreeSet<>();
  }

  private static SortedSet<ServicePortName> ofServer(VirtualServerKey key, CompiledIpvs compiled) {
    // Of rivals for an address only the one that got it; the other's turn may come.
    Optional<VirtualServer> server = Optional.ofNullable(compiled.state().servers().get(key));
    return having(
        compiled, address -> address.key().equals(key) && address.server().equals(server));
  }

  private static SortedSet<ServicePortName> ofAddress(BoundAddress bound, CompiledIpvs compiled) {
    return having(
        compiled, address -> address.bound() && address.key().address().equals(bound.address()));
  }

  private static SortedSet<ServicePortName> ofEntry(
      String set, IpSetEntry entry, CompiledIpvs compiled) {
    Optional<KubeSet> known = KubeSet.named(set, compiled.state().family());
    if (known.isEmpty()) {
      return new TreeSet<>();
    }
    SetMember member = new SetMember(known.get(), entry);
    SortedSet<ServicePortName> names =
        having(compiled, address -> address.members().contains(member));
    for (IpvsFragment fragment : compiled.fragments()) {
      if (fragment.members().contains(member)) {
        names.add(fragment.name());
      }
    }
    return names;
  }

  private static SortedSet<ServicePortName> having(
      CompiledIpvs compiled, Predicate<ServedAddress> wanted) {
    SortedSet<ServicePortName> names = new TreeSet<>();
    for (IpvsFragment fragment : compiled.fragments()) {
      if (fragment.addresses().stream().anyMatch(wanted)) {
        names.add(fragment.name());
      }
    }
    return names;
  }
}
