// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kernel in memory. It takes the changes a kernel takes, refuses what a kernel refuses for the
 * same reasons, and like a kernel keeps what came before a refusal. Time stands still until it is
 * told to go on.
 */
public final class FakeIpvsTable implements LiveIpvsTable {
  private final Map<IpFamily, FakeFamily> families = new EnumMap<>(IpFamily.class);
  private final FakeHost host = new FakeHost();
  private final Map<IpFamily, Map<String, String>> otherSets = new EnumMap<>(IpFamily.class);
  private long uptimeSeconds = 1;

  /** A kernel that nothing has been done to. */
  public FakeIpvsTable() {
    for (IpFamily family : IpFamily.values()) {
      families.put(family, new FakeFamily(IpvsState.empty(family), host));
    }
  }

  /**
   * Puts a state in place, as if others had made it. Settings that it does not name stay, and so
   * does the device.
   */
  public void put(IpvsState state) {
    families.put(state.family(), new FakeFamily(state, host));
  }

  /**
   * Puts a set of somebody else in place, under a name of ours.
   *
   * @param type which is none of ours
   */
  public void putOtherSet(IpFamily family, String name, String type) {
    otherSets.put(family, Map.of(name, type));
  }

  /** Takes away what {@link #putOtherSet} has put in place. */
  public void removeOtherSet(IpFamily family) {
    otherSets.remove(family);
  }

  /** Has something else than rules of this kernel refer to sets of a family, and nothing more. */
  public void putOtherReferences(IpFamily family, Map<String, Integer> references) {
    families.get(family).setOtherReferences(references);
  }

  /** Lets time pass. */
  public void advance(long seconds) {
    uptimeSeconds += seconds;
  }

  /**
   * Sets how many connections a real server has; they are gone when the real server is.
   *
   * @throws IpvsTableException if there is no such real server
   */
  public void setConnections(RealServerId id, long count) {
    families.get(id.server().family()).setConnections(id, count);
  }

  /** The flows that connection tracking was told to forget, in their order. */
  public List<HostChange.DeleteFlows> deletedFlows(IpFamily family) {
    return families.get(family).deletedFlows();
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    FakeFamily fake = families.get(family);
    return IpvsSnapshot.of(fake.state(), fake.connections(), uptimeSeconds)
        .withSettingsBefore(host.sysctlsBefore())
        .withOtherSets(otherSets.getOrDefault(family, Map.of()))
        .withOtherReferences(fake.otherReferences());
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    FakeFamily fake = families.get(family);
    for (IpvsChange change : changes) {
      try {
        change.applyTo(fake);
      } catch (IpvsTableException e) {
        throw new IpvsTableException(e, change);
      }
    }
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    IpvsSnapshot now = read(family);
    Map<VirtualServerKey, SortedMap<RealServerKey, RealServer>> found = new HashMap<>();
    for (VirtualServerKey key : servers) {
      VirtualServer server = now.state().servers().get(key);
      found.put(key, server == null ? new TreeMap<>() : server.realServers());
    }
    Map<RealServerId, Long> connections = new TreeMap<>(now.connections());
    connections.keySet().removeIf(id -> !found.containsKey(id.server()));
    return new RealServersNow(found, connections, uptimeSeconds);
  }

  @Override
  public IpvsState outline(IpFamily family) {
    IpvsState state = families.get(family).state();
    Map<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
    state
        .servers()
        .forEach(
            (key, server) ->
                servers.put(key, new VirtualServer(key, server.settings(), new TreeMap<>())));
    return state.withServers(servers);
  }
}
