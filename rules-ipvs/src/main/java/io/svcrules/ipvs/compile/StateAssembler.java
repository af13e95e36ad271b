// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpFamily;
import io.svcrules.model.ServicePortName;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts fragments together: first all claim their addresses, then all add what is theirs. */
final class StateAssembler {
  private final IpFamily family;
  private final IpvsConfig config;
  private final Map<VirtualServerKey, AddressClaim> claims = new HashMap<>();
  private final Map<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
  private final Map<VirtualServerKey, Integer> drainSeconds = new HashMap<>();
  private final SortedSet<BoundAddress> addresses = new TreeSet<>();
  private final Map<KubeSet, SortedSet<IpSetEntry>> entries = new EnumMap<>(KubeSet.class);
  private final SortedSet<IpvsProblem> problems = new TreeSet<>();

  StateAssembler(IpFamily family, IpvsConfig config) {
    this.family = family;
    this.config = config;
    for (KubeSet set : KubeSet.values()) {
      entries.put(set, new TreeSet<>());
    }
  }

  void claim(IpvsFragment fragment) {
    for (ServedAddress address : fragment.addresses()) {
      claims.merge(
          address.key(),
          AddressClaim.of(fragment, address),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
  }

  void add(IpvsFragment fragment) {
    problems.addAll(fragment.problems());
    addAll(fragment.members());
    for (ServedAddress address : fragment.addresses()) {
      ServicePortName owner = claims.get(address.key()).name();
      if (owner.equals(fragment.name())) {
        add(address, fragment);
      } else {
        problems.add(
            new IpvsProblem(
                fragment.name().service(),
                "does not get "
                    + address.kind().text()
                    + " "
                    + address.key()
                    + ": it is served for "
                    + owner));
      }
    }
  }

  private void add(ServedAddress address, IpvsFragment fragment) {
    addAll(address.members());
    if (address.bound()) {
      addresses.add(BoundAddress.host(address.key().address()));
    }
    address.server().ifPresent(server -> servers.put(address.key(), server));
    fragment.drainSeconds().ifPresent(seconds -> drainSeconds.put(address.key(), seconds));
  }

  private void addAll(List<SetMember> members) {
    for (SetMember member : members) {
      entries.get(member.set()).add(member.entry());
    }
  }

  CompiledIpvs compiled(Collection<IpvsFragment> fragments) {
    List<IpvsFragment> sorted =
        fragments.stream().sorted(Comparator.comparing(IpvsFragment::name)).toList();
    IpvsState state =
        IpvsState.empty(family)
            .withServers(servers)
            .withAddresses(addresses)
            .withSets(sets())
            .withRules(ConstantRules.of(family, config))
            .withSysctls(WantedSysctls.of(family, config, !servers.isEmpty()), config.timeouts());
    Map<VirtualServerKey, ServicePortName> owners = new HashMap<>(claims.size() * 2);
    claims.forEach((key, claim) -> owners.put(key, claim.name()));
    return new CompiledIpvs(state, owners, drainSeconds, sorted, List.copyOf(problems));
  }

  private Map<String, IpSet> sets() {
    Map<String, IpSet> sets = new HashMap<>();
    entries.forEach(
        (set, elements) ->
            sets.put(
                set.name(family),
                IpSet.of(set.definition(family).withRoomFor(elements.size()), elements)));
    return sets;
  }
}
