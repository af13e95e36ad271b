// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.AddressClaim;
import io.svcrules.ipvs.compile.IpvsFragment;
import io.svcrules.ipvs.compile.ServedAddress;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.model.IpAddress;
import io.svcrules.model.NamespacedName;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What all service ports of a family want together, kept up service port by service port: as {@link
 * io.svcrules.ipvs.compile.CompiledIpvs#assemble} puts it together, at the cost of what changes.
 */
final class WantedServers {
  private final Map<ServicePortName, IpvsFragment> fragments = new HashMap<>();
  private final Map<NamespacedName, List<ServicePortName>> ports = new HashMap<>();
  private final Map<VirtualServerKey.Address, List<AddressClaim>> claims = new HashMap<>();
  private final Map<VirtualServerKey.Address, VirtualServer> servers = new HashMap<>();
  private final Counts<SetMember> members = new Counts<>();
  private final Counts<IpAddress> addresses = new Counts<>();
  private final Map<KubeSet, Integer> sizes = new EnumMap<>(KubeSet.class);

  WantedServers(Collection<IpvsFragment> all) {
    Footprint unused = new Footprint();
    for (IpvsFragment fragment : all) {
      NamespacedName service = fragment.name().service();
      ports.merge(service, List.of(fragment.name()), WantedServers::joined);
      enter(fragment, unused);
    }
  }

  /** All virtual servers. */
  Map<VirtualServerKey.Address, VirtualServer> servers() {
    return servers;
  }

  Optional<VirtualServer> server(VirtualServerKey.Address key) {
    return Optional.ofNullable(servers.get(key));
  }

  /**
   * How long removed real servers of a virtual server may keep their connections, if it says so.
   */
  OptionalInt drainSeconds(VirtualServerKey.Address key) {
    List<AddressClaim> all = claims.getOrDefault(key, List.of());
    return all.isEmpty() ? OptionalInt.empty() : owner(all).drainSeconds();
  }

  boolean holds(SetMember member) {
    return members.contains(member);
  }

  /** Whether an address belongs on the device. */
  boolean binds(IpAddress address) {
    return addresses.contains(address);
  }

  /** All addresses that belong on the device. */
  Set<IpAddress> addresses() {
    return addresses.all();
  }

  /** How many elements a set has. */
  int size(KubeSet set) {
    return sizes.getOrDefault(set, 0);
  }

  /** Makes the ports of a Service these, and notes what that touches. */
  void set(NamespacedName service, List<IpvsFragment> now, Footprint touched) {
    List<ServicePortName> old = ports.getOrDefault(service, List.of());
    if (!areNamed(now, old)) {
      List<ServicePortName> names = now.stream().map(IpvsFragment::name).toList();
      if (names.isEmpty()) {
        ports.remove(service);
      } else {
        ports.put(service, names);
      }
      old.stream()
          .filter(name -> !names.contains(name))
          .forEach(name -> withdraw(fragments.get(name), touched));
    }
    for (IpvsFragment fragment : now) {
      IpvsFragment before = fragments.get(fragment.name());
      if (before == null) {
        enter(fragment, touched);
      } else if (!before.equals(fragment)) {
        replace(before, fragment, touched);
      }
    }
  }

  private static boolean areNamed(List<IpvsFragment> fragments, List<ServicePortName> names) {
    boolean same = fragments.size() == names.size();
    for (int i = 0; same && i < names.size(); i++) {
      same = fragments.get(i).name().equals(names.get(i));
    }
    return same;
  }

  private void replace(IpvsFragment old, IpvsFragment now, Footprint touched) {
    if (!sameAddresses(old, now)) {
      withdraw(old, touched);
      enter(now, touched);
      return;
    }
    // The common case: endpoints come and go.
    fragments.put(now.name(), now);
    if (!old.members().equals(now.members())) {
      removeAll(old.members(), touched);
      addAll(now.members(), touched);
    }
    byKey(now)
        .forEach(
            (key, served) -> {
              Optional<VirtualServer> server = server(served);
              if (!server.equals(server(key)) && claims.get(key).get(0).name().equals(now.name())) {
                setServer(key, server, touched);
              }
            });
  }

  /** Whether two fragments of one service port differ at most in servers and free elements. */
  private static boolean sameAddresses(IpvsFragment one, IpvsFragment other) {
    boolean same =
        one.addresses().size() == other.addresses().size()
            && one.created().equals(other.created())
            && one.drainSeconds().equals(other.drainSeconds());
    for (int i = 0; same && i < one.addresses().size(); i++) {
      ServedAddress address = one.addresses().get(i);
      ServedAddress that = other.addresses().get(i);
      same =
          address.kind() == that.kind()
              && address.key().equals(that.key())
              && address.bound() == that.bound()
              && address.members().equals(that.members());
    }
    return same;
  }

  private void withdraw(IpvsFragment fragment, Footprint touched) {
    removeAll(fragment.members(), touched);
    byKey(fragment)
        .forEach(
            (key, served) -> {
              List<AddressClaim> all = claims.get(key);
              List<AddressClaim> left =
                  all.stream().filter(claim -> !claim.name().equals(fragment.name())).toList();
              if (left.isEmpty()) {
                claims.remove(key);
              } else {
                claims.put(key, left);
              }
              if (all.get(0).name().equals(fragment.name())) {
                leave(key, served, touched);
                if (!left.isEmpty()) {
                  take(key, at(key, owner(left)), touched);
                }
              }
            });
    fragments.remove(fragment.name());
  }

  private void enter(IpvsFragment fragment, Footprint touched) {
    fragments.put(fragment.name(), fragment);
    addAll(fragment.members(), touched);
    byKey(fragment)
        .forEach(
            (key, served) -> {
              AddressClaim claim = claim(fragment, served);
              List<AddressClaim> others = claims.getOrDefault(key, List.of());
              List<AddressClaim> all = joined(others, List.of(claim)).stream().sorted().toList();
              claims.put(key, all);
              if (all.get(0).name().equals(fragment.name())) {
                if (!others.isEmpty()) {
                  leave(key, at(key, owner(others)), touched);
                }
                take(key, served, touched);
              }
            });
  }

  /** A service port may have an address twice, as external and as load balancer IP. */
  private static Map<VirtualServerKey.Address, List<ServedAddress>> byKey(IpvsFragment fragment) {
    if (fragment.addresses().size() == 1) {
      return Map.of(fragment.addresses().get(0).key(), fragment.addresses());
    }
    Map<VirtualServerKey.Address, List<ServedAddress>> byKey = new LinkedHashMap<>();
    for (ServedAddress address : fragment.addresses()) {
      byKey.merge(address.key(), List.of(address), WantedServers::joined);
    }
    return byKey;
  }

  private static AddressClaim claim(IpvsFragment fragment, List<ServedAddress> served) {
    return served.stream().map(one -> AddressClaim.of(fragment, one)).sorted().toList().get(0);
  }

  private IpvsFragment owner(List<AddressClaim> all) {
    return fragments.get(all.get(0).name());
  }

  private static List<ServedAddress> at(VirtualServerKey.Address key, IpvsFragment fragment) {
    return fragment.addresses().stream().filter(address -> address.key().equals(key)).toList();
  }

  /** An address is served in these ways from now on. */
  private void take(VirtualServerKey.Address key, List<ServedAddress> served, Footprint touched) {
    for (ServedAddress address : served) {
      addAll(address.members(), touched);
      if (address.bound() && addresses.add(key.address())) {
        touched.note(key.address(), false);
      }
    }
    setServer(key, server(served), touched);
  }

  /** An address is not served in these ways any more. */
  private void leave(VirtualServerKey.Address key, List<ServedAddress> served, Footprint touched) {
    for (ServedAddress address : served) {
      removeAll(address.members(), touched);
      if (address.bound() && addresses.remove(key.address())) {
        touched.note(key.address(), true);
      }
    }
    setServer(key, Optional.empty(), touched);
  }

  private static Optional<VirtualServer> server(List<ServedAddress> served) {
    Optional<VirtualServer> found = Optional.empty();
    for (ServedAddress address : served) {
      if (address.server().isPresent()) {
        found = address.server();
      }
    }
    return found;
  }

  private void setServer(
      VirtualServerKey.Address key, Optional<VirtualServer> now, Footprint touched) {
    VirtualServer before = now.isPresent() ? servers.put(key, now.get()) : servers.remove(key);
    touched.note(key, Optional.ofNullable(before));
  }

  private void addAll(List<SetMember> more, Footprint touched) {
    for (SetMember member : more) {
      if (members.add(member)) {
        sizes.merge(member.set(), 1, Integer::sum);
        touched.note(member, false);
      }
    }
  }

  private void removeAll(List<SetMember> less, Footprint touched) {
    for (SetMember member : less) {
      if (members.remove(member)) {
        sizes.merge(member.set(), -1, Integer::sum);
        touched.note(member, true);
      }
    }
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some.size() + more.size());
    all.addAll(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
