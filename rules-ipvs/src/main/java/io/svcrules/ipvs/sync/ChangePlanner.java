// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.compile.SetMember;
import io.svcrules.ipvs.kernel.RealServersNow;
import io.svcrules.ipvs.plan.InPlacePlanner;
import io.svcrules.ipvs.plan.IpvsPlan;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Plans one change: shows the planner of the whole state just what the change touches, before and
 * after, so that both find the same way.
 */
final class ChangePlanner {
  private final IpvsState surroundings;
  private final IpFamily family;
  private final WantedServers wanted;
  private final Drains drains;
  private final PlanOptions options;
  private final Footprint touched;
  private final Set<VirtualServerKey.Address> servers = new HashSet<>();
  private final Set<IpAddress> addresses = new HashSet<>();
  private final Set<SetMember> members = new HashSet<>();

  /**
   * A planner for one change that is wanted already.
   *
   * @param surroundings what is there besides servers, addresses and elements
   * @param options those of all plans, without what single service ports ask for
   * @param touched what the change touches
   * @param more virtual servers with drained real servers, to be looked at as well
   */
  ChangePlanner(
      IpvsState surroundings,
      WantedServers wanted,
      Drains drains,
      PlanOptions options,
      Footprint touched,
      Collection<VirtualServerKey.Address> more) {
    this.surroundings = surroundings;
    this.family = surroundings.family();
    this.wanted = wanted;
    this.drains = drains;
    this.touched = touched;
    servers.addAll(more);
    findServers();
    findShared();
    this.options = withWishes(options);
  }

  /** The virtual servers that the plan is about. */
  Set<VirtualServerKey.Address> servers() {
    return servers;
  }

  private void findServers() {
    touched
        .servers()
        .forEach(
            (key, before) -> {
              if (drains.contains(key) || !before.equals(wanted.server(key))) {
                servers.add(key);
              }
            });
  }

  /** Addresses and elements, and the virtual servers that linger there. */
  private void findShared() {
    touched
        .addresses()
        .forEach(
            (address, before) -> {
              if (before != wanted.binds(address)) {
                addresses.add(address);
              }
            });
    for (VirtualServerKey.Address key : servers) {
      if (comesOrGoes(key)) {
        addresses.add(key.address());
      }
    }
    for (IpAddress address : addresses) {
      drains.at(address).stream().filter(this::lingered).forEach(servers::add);
    }
    touched
        .members()
        .forEach(
            (member, before) -> {
              if (before != wanted.holds(member)) {
                members.add(member);
              }
            });
    for (VirtualServerKey.Address key : servers) {
      if (comesOrGoes(key)) {
        members.add(virtualServer(key));
        members.add(new SetMember(KubeSet.IPVS_IPS, new IpSetEntry.Ip(key.address())));
      }
    }
  }

  /** Whether what says that a virtual server is ours may come or go with it. */
  private boolean comesOrGoes(VirtualServerKey.Address key) {
    return wanted.server(key).isEmpty() || lingered(key);
  }

  private PlanOptions withWishes(PlanOptions all) {
    Map<VirtualServerKey, Integer> wishes = new HashMap<>();
    for (VirtualServerKey.Address key : servers) {
      wanted.drainSeconds(key).ifPresent(seconds -> wishes.put(key, seconds));
    }
    return wishes.isEmpty()
        ? all
        : new PlanOptions(
            all.drainSeconds(),
            wishes,
            all.excludeCidrs(),
            all.nodeAddresses(),
            all.forgetsFlows(),
            all.keepsHostSettings());
  }

  /**
   * The virtual servers whose real servers must be looked at, as what becomes of them depends on
   * their connections.
   */
  Set<VirtualServerKey.Address> uncertain() {
    Set<VirtualServerKey.Address> uncertain = Set.of();
    for (VirtualServerKey.Address key : servers) {
      if (drains.contains(key) || mayDrain(key)) {
        uncertain = uncertain.isEmpty() ? new HashSet<>() : uncertain;
        uncertain.add(key);
      }
    }
    return uncertain;
  }

  private boolean mayDrain(VirtualServerKey.Address key) {
    Optional<VirtualServer> old = before(key);
    if (old.isEmpty() || key.protocol() != Protocol.TCP || options.drainSeconds(key) == 0) {
      return false;
    }
    Set<RealServerKey> real = old.get().realServers().keySet();
    Optional<VirtualServer> now = wanted.server(key);
    return now.isEmpty() ? !real.isEmpty() : !now.get().realServers().keySet().containsAll(real);
  }

  /** The plan, by the real servers of all that are uncertain. */
  IpvsPlan plan(RealServersNow now) {
    SortedMap<VirtualServerKey, VirtualServer> before = serversBefore(now);
    SortedMap<VirtualServerKey, VirtualServer> after = serversAfter();
    if (addresses.isEmpty() && members.isEmpty() && before.keySet().equals(after.keySet())) {
      IpvsSnapshot connections =
          IpvsSnapshot.of(surroundings, now.connections(), now.uptimeSeconds());
      return InPlacePlanner.plan(connections, before, after, options);
    }
    IpvsState current = state(before, this::bound, this::held);
    IpvsState desired = state(after, wanted::binds, wanted::holds);
    IpvsPlan plan =
        IpvsPlanner.plan(
            IpvsSnapshot.of(current, now.connections(), now.uptimeSeconds()), desired, options);
    // Whose something is does not show in a part of the state.
    return new IpvsPlan(plan.changes(), List.of(), plan.draining());
  }

  private IpvsState state(
      Map<VirtualServerKey, VirtualServer> found,
      Predicate<IpAddress> binds,
      Predicate<SetMember> holds) {
    SortedSet<BoundAddress> onDevice = new TreeSet<>();
    for (IpAddress address : addresses) {
      if (binds.test(address)) {
        onDevice.add(BoundAddress.host(address));
      }
    }
    Map<KubeSet, SortedSet<IpSetEntry>> entries = new EnumMap<>(KubeSet.class);
    for (SetMember member : members) {
      SortedSet<IpSetEntry> set = entries.computeIfAbsent(member.set(), name -> new TreeSet<>());
      if (holds.test(member)) {
        set.add(member.entry());
      }
    }
    Map<String, IpSet> sets = new TreeMap<>();
    entries.forEach(
        (set, held) -> sets.put(set.name(family), IpSet.of(set.definition(family), held)));
    return IpvsState.empty(family).withServers(found).withAddresses(onDevice).withSets(sets);
  }

  private SortedMap<VirtualServerKey, VirtualServer> serversAfter() {
    SortedMap<VirtualServerKey, VirtualServer> after = new TreeMap<>();
    for (VirtualServerKey.Address key : servers) {
      wanted.server(key).ifPresent(server -> after.put(key, server));
    }
    return after;
  }

  private SortedMap<VirtualServerKey, VirtualServer> serversBefore(RealServersNow now) {
    SortedMap<VirtualServerKey, VirtualServer> before = new TreeMap<>();
    for (VirtualServerKey.Address key : servers) {
      settingsBefore(key)
          .ifPresent(
              settings -> {
                SortedMap<RealServerKey, RealServer> real = now.byServer().get(key);
                before.put(
                    key,
                    real == null
                        ? before(key).orElseThrow()
                        : new VirtualServer(key, settings, real));
              });
    }
    return before;
  }

  /** The settings that a virtual server has in the kernel; empty if it is not there. */
  Optional<VirtualServerSettings> settingsBefore(VirtualServerKey.Address key) {
    return before(key).map(VirtualServer::settings).or(() -> drains.settings(key));
  }

  /** The virtual server as it was wanted before the change. */
  private Optional<VirtualServer> before(VirtualServerKey.Address key) {
    Optional<VirtualServer> noted = touched.servers().get(key);
    return noted == null ? wanted.server(key) : noted;
  }

  /** Whether a virtual server was there only for the sake of its connections. */
  private boolean lingered(VirtualServerKey.Address key) {
    return drains.contains(key) && before(key).isEmpty();
  }

  private boolean bound(IpAddress address) {
    return touched.addresses().getOrDefault(address, wanted.binds(address))
        || lingeredOnDevice(address);
  }

  private boolean lingeredOnDevice(IpAddress address) {
    return !options.nodeAddresses().contains(address)
        && drains.at(address).stream().anyMatch(this::lingered);
  }

  private boolean held(SetMember member) {
    return touched.members().getOrDefault(member, wanted.holds(member)) || lingeredIn(member);
  }

  private boolean lingeredIn(SetMember member) {
    if (member.set() == KubeSet.IPVS_IPS) {
      return lingeredOnDevice(((IpSetEntry.Ip) member.entry()).address());
    }
    if (member.set() == KubeSet.VIRTUAL_SERVER) {
      IpSetEntry.IpPort entry = (IpSetEntry.IpPort) member.entry();
      return lingered(
          new VirtualServerKey.Address(entry.protocol(), entry.address(), entry.port()));
    }
    return false;
  }

  /** The element that says that a virtual server is ours. */
  static SetMember virtualServer(VirtualServerKey.Address key) {
    return new SetMember(
        KubeSet.VIRTUAL_SERVER, new IpSetEntry.IpPort(key.address(), key.protocol(), key.port()));
  }
}
