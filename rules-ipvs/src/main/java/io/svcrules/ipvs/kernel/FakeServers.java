// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Virtual and real servers in memory. */
final class FakeServers {
  private static final Set<String> SCHEDULERS =
      Set.of(
          "rr", "wrr", "lc", "wlc", "fo", "ovf", "lblc", "lblcr", "dh", "sh", "mh", "sed", "nq",
          "twos");

  private final SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
  private final Map<RealServerId, Long> connections = new TreeMap<>();

  FakeServers(Collection<VirtualServer> start) {
    start.forEach(server -> servers.put(server.key(), server));
  }

  SortedMap<VirtualServerKey, VirtualServer> all() {
    return servers;
  }

  Map<RealServerId, Long> connections() {
    return connections;
  }

  void setConnections(RealServerId id, long count) {
    get(id.server(), id.realServer());
    if (count == 0) {
      connections.remove(id);
    } else {
      connections.put(id, count);
    }
  }

  void add(VirtualServerKey key, VirtualServerSettings settings) {
    requireScheduler(settings);
    if (servers.containsKey(key)) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the virtual server exists");
    }
    servers.put(key, new VirtualServer(key, settings, new TreeMap<>()));
  }

  void edit(VirtualServerKey key, VirtualServerSettings settings) {
    VirtualServer old = get(key);
    requireScheduler(settings);
    servers.put(key, new VirtualServer(key, settings, old.realServers()));
  }

  void delete(VirtualServerKey key) {
    get(key);
    servers.remove(key);
    connections.keySet().removeIf(id -> id.server().equals(key));
  }

  void add(VirtualServerKey key, RealServer realServer) {
    if (get(key).realServers().containsKey(realServer.key())) {
      throw new IpvsTableException(IpvsRefusal.EXISTS, "the real server exists");
    }
    put(key, realServer);
  }

  void edit(VirtualServerKey key, RealServer realServer) {
    get(key, realServer.key());
    put(key, realServer);
  }

  void delete(VirtualServerKey key, RealServerKey realServer) {
    get(key, realServer);
    SortedMap<RealServerKey, RealServer> others = new TreeMap<>(get(key).realServers());
    others.remove(realServer);
    servers.put(key, new VirtualServer(key, get(key).settings(), others));
    connections.remove(new RealServerId(key, realServer));
  }

  private void put(VirtualServerKey key, RealServer realServer) {
    SortedMap<RealServerKey, RealServer> all = new TreeMap<>(get(key).realServers());
    all.put(realServer.key(), realServer);
    servers.put(key, new VirtualServer(key, get(key).settings(), all));
  }

  private VirtualServer get(VirtualServerKey key) {
    VirtualServer found = servers.get(key);
    if (found == null) {
      throw new IpvsTableException(IpvsRefusal.NO_VIRTUAL_SERVER, "no such virtual server");
    }
    return found;
  }

  private RealServer get(VirtualServerKey key, RealServerKey realServer) {
    RealServer found = get(key).realServers().get(realServer);
    if (found == null) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "no such real server");
    }
    return found;
  }

  private static void requireScheduler(VirtualServerSettings settings) {
    if (!SCHEDULERS.contains(settings.scheduler())) {
      throw new IpvsTableException(IpvsRefusal.NOT_FOUND, "no such scheduler");
    }
  }
}
