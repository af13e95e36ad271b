// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Whether others changed what is ours: the kernel tells nobody of changes of virtual servers or
 * sets, so it must be asked what it holds. What is only of others does not count.
 */
final class ForeignEdits {
  /** Of so many virtual servers the real servers are looked at in one go. */
  private static final int SHARE = 512;

  private final IpFamily family;
  private final LiveIpvsTable table;
  private Iterator<VirtualServerKey.Address> turn = List.<VirtualServerKey.Address>of().iterator();

  ForeignEdits(IpFamily family, LiveIpvsTable table) {
    this.family = family;
    this.table = table;
  }

  /** Asks; the kernel should hold just what the state says. */
  boolean areSuspected(FamilyState state) {
    IpvsState found = table.outline(family);
    return !surroundings(found, state)
        || !servers(found, state)
        || !addresses(found, state)
        || !sets(found, state)
        || !realServers(state);
  }

  private static boolean surroundings(IpvsState found, FamilyState state) {
    IpvsState wanted = state.surroundings();
    return found.device()
        && found.sysctls().entrySet().containsAll(wanted.sysctls().entrySet())
        && wanted.timeouts().over(found.timeouts()).equals(found.timeouts())
        && OurRules.of(found.rules(), wanted.rules()).equals(wanted.rules());
  }

  private static boolean servers(IpvsState found, FamilyState state) {
    WantedServers wanted = state.wanted();
    Set<IpAddress> lingering = new HashSet<>();
    lingering(state).forEach(key -> lingering.add(key.address()));
    for (VirtualServer server : found.servers().values()) {
      Optional<VirtualServerKey.Address> key = address(server.key());
      Optional<VirtualServer> wish = key.flatMap(wanted::server);
      boolean ours =
          key.map(VirtualServerKey.Address::address)
              .filter(address -> wanted.binds(address) || lingering.contains(address))
              .isPresent();
      if (wish.isPresent()
          ? !wish.get().settings().equals(server.settings())
          : ours && !state.drains().contains(key.get())) {
        return false;
      }
    }
    return found.servers().keySet().containsAll(wanted.servers().keySet())
        && found.servers().keySet().containsAll(state.drains().keys());
  }

  private static Optional<VirtualServerKey.Address> address(VirtualServerKey key) {
    return key instanceof VirtualServerKey.Address at ? Optional.of(at) : Optional.empty();
  }

  private static boolean addresses(IpvsState found, FamilyState state) {
    Set<IpAddress> wanted = new HashSet<>(state.wanted().addresses());
    lingering(state).forEach(key -> wanted.add(key.address()));
    int ours = 0;
    for (BoundAddress bound : found.addresses()) {
      boolean excluded =
          state.options().excludeCidrs().stream().anyMatch(c -> c.contains(bound.address()));
      if (bound.isHost() && !excluded) {
        ours++;
        if (!wanted.contains(bound.address())) {
          return false;
        }
      }
    }
    return ours == wanted.size();
  }

  /** Virtual servers with addresses of their own that stay for their connections. */
  private static List<VirtualServerKey.Address> lingering(FamilyState state) {
    return state.drains().keys().stream()
        .filter(key -> state.wanted().server(key).isEmpty())
        .filter(key -> !state.options().nodeAddresses().contains(key.address()))
        .toList();
  }

  private boolean sets(IpvsState found, FamilyState state) {
    Set<SetMember> more = new HashSet<>();
    for (VirtualServerKey.Address key : state.drains().keys()) {
      more.add(ChangePlanner.virtualServer(key));
    }
    for (VirtualServerKey.Address key : lingering(state)) {
      more.add(new SetMember(KubeSet.IPVS_IPS, new IpSetEntry.Ip(key.address())));
    }
    more.removeIf(state.wanted()::holds);
    Map<KubeSet, Integer> sizes = new HashMap<>();
    more.forEach(member -> sizes.merge(member.set(), 1, Integer::sum));
    for (KubeSet set : KubeSet.values()) {
      IpSet kept = found.sets().get(set.name(family));
      int size = state.wanted().size(set) + sizes.getOrDefault(set, 0);
      if (kept == null
          || kept.entries().size() != size
          || !kept.definition().suits(set.definition(family))
          || !kept.entries().stream()
              .map(entry -> new SetMember(set, entry))
              .allMatch(member -> state.wanted().holds(member) || more.contains(member))) {
        return false;
      }
    }
    return true;
  }

  private boolean realServers(FamilyState state) {
    List<VirtualServerKey.Address> share = nextShare(state);
    Map<VirtualServerKey, SortedMap<RealServerKey, RealServer>> found =
        table.realServers(family, share).byServer();
    for (VirtualServerKey.Address key : share) {
      SortedMap<RealServerKey, RealServer> wanted =
          state.wanted().server(key).orElseThrow().realServers();
      SortedMap<RealServerKey, RealServer> held = found.get(key);
      if (!held.entrySet().containsAll(wanted.entrySet())) {
        return false;
      }
      for (RealServer server : held.values()) {
        boolean drained = state.drains().contains(key) && server.isDraining();
        if (!wanted.containsKey(server.key()) && !drained) {
          return false;
        }
      }
    }
    return true;
  }

  private List<VirtualServerKey.Address> nextShare(FamilyState state) {
    if (!turn.hasNext()) {
      turn = List.copyOf(state.wanted().servers().keySet()).iterator();
    }
    List<VirtualServerKey.Address> share = new ArrayList<>();
    while (turn.hasNext() && share.size() < SHARE) {
      VirtualServerKey.Address key = turn.next();
      if (state.wanted().server(key).isPresent()) {
        share.add(key);
      }
    }
    return share;
  }
}
