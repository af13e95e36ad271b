// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Plans virtual and real servers: first what opens ways, then what closes them. */
final class ServerPlanner {
  private final IpvsSnapshot current;
  private final PlanOptions options;
  private final List<IpvsChange> opening = new ArrayList<>();
  private final List<IpvsChange> closing = new ArrayList<>();
  private final List<IpvsChange> flows = new ArrayList<>();
  private final List<DrainingServer> draining = new ArrayList<>();
  private final List<VirtualServerKey.Address> lingering = new ArrayList<>();

  ServerPlanner(IpvsSnapshot current, PlanOptions options) {
    this.current = current;
    this.options = options;
  }

  /** Servers added and edited, and real servers that get their weight back. */
  List<IpvsChange> opening() {
    return opening;
  }

  /** Real servers drained and servers deleted. */
  List<IpvsChange> closing() {
    return closing;
  }

  /** Flows to be forgotten once the servers are as wanted. */
  List<IpvsChange> flows() {
    return flows;
  }

  /** Real servers that keep connections. */
  List<DrainingServer> draining() {
    return draining;
  }

  /** Virtual servers that are not wanted but stay until their real servers are drained. */
  List<VirtualServerKey.Address> lingering() {
    return lingering;
  }

  void add(VirtualServer wanted) {
    opening.add(new ServerChange.AddVirtualServer(wanted.key(), wanted.settings()));
    for (RealServer realServer : wanted.realServers().values()) {
      opening.add(new ServerChange.AddRealServer(wanted.key(), realServer));
    }
    if (wanted.serves()) {
      forgetStrayFlows(wanted.key());
    }
  }

  void change(VirtualServer found, VirtualServer wanted) {
    if (found.equals(wanted)) {
      return;
    }
    VirtualServerKey key = wanted.key();
    if (!found.settings().equals(wanted.settings())) {
      opening.add(new ServerChange.EditVirtualServer(key, wanted.settings()));
    }
    changeRealServers(key, found.realServers().values(), wanted.realServers().values());
    if (!found.serves() && wanted.serves()) {
      forgetStrayFlows(key);
    }
  }

  /** Walks along both lists, which are sorted: what is in one only comes or goes. */
  private void changeRealServers(
      VirtualServerKey key, Collection<RealServer> found, Collection<RealServer> wanted) {
    Iterator<RealServer> wantedOnes = wanted.iterator();
    RealServer next = next(wantedOnes);
    for (RealServer old : found) {
      while (next != null && next.key().compareTo(old.key()) < 0) {
        opening.add(new ServerChange.AddRealServer(key, next));
        next = next(wantedOnes);
      }
      if (next == null || !next.key().equals(old.key())) {
        letGo(key, old);
      } else {
        if (!next.equals(old)) {
          opening.add(new ServerChange.EditRealServer(key, next));
        }
        next = next(wantedOnes);
      }
    }
    while (next != null) {
      opening.add(new ServerChange.AddRealServer(key, next));
      next = next(wantedOnes);
    }
  }

  private static RealServer next(Iterator<RealServer> rest) {
    return rest.hasNext() ? rest.next() : null;
  }

  private void letGo(VirtualServerKey key, RealServer old) {
    if (!keep(key, old)) {
      closing.add(new ServerChange.DeleteRealServer(key, old.key()));
      forgetFlows(key, old.key());
    }
  }

  void remove(VirtualServer found, VirtualServerKey.Address key) {
    List<RealServerKey> gone = new ArrayList<>();
    for (RealServer old : found.realServers().values()) {
      if (!keep(key, old)) {
        gone.add(old.key());
      }
    }
    if (gone.size() == found.realServers().size()) {
      closing.add(new ServerChange.DeleteVirtualServer(key));
    } else {
      lingering.add(key);
      gone.forEach(real -> closing.add(new ServerChange.DeleteRealServer(key, real)));
    }
    gone.forEach(real -> forgetFlows(key, real));
  }

  /** Whether an unwanted real server stays because of its connections; drains it if so. */
  private boolean keep(VirtualServerKey key, RealServer old) {
    int seconds = options.drainSeconds(key);
    long connections = current.connections(key, old.key());
    if (!isTcp(key) || seconds == 0 || connections == 0) {
      return false;
    }
    long now = current.uptimeSeconds();
    long deadline = old.isDraining() ? old.upperThreshold() : now + seconds;
    if (deadline <= now) {
      return false;
    }
    if (!old.isDraining()) {
      closing.add(new ServerChange.EditRealServer(key, old.draining(deadline)));
    }
    draining.add(new DrainingServer(new RealServerId(key, old.key()), connections, deadline - now));
    return true;
  }

  private static boolean isTcp(VirtualServerKey key) {
    return key instanceof VirtualServerKey.Address at && at.protocol() == Protocol.TCP;
  }

  /** Without a handshake a flow that is known would go on to a real server that is gone. */
  private void forgetFlows(VirtualServerKey key, RealServerKey realServer) {
    if (options.forgetsFlows()
        && key instanceof VirtualServerKey.Address at
        && at.protocol() != Protocol.TCP) {
      flows.add(new HostChange.DeleteFlows(at, Optional.of(realServer)));
    }
  }

  /** Flows of UDP from before there was a real server know nothing of masquerading. */
  private void forgetStrayFlows(VirtualServerKey key) {
    if (options.forgetsFlows()
        && key instanceof VirtualServerKey.Address at
        && at.protocol() == Protocol.UDP) {
      flows.add(new HostChange.DeleteFlows(at, Optional.empty()));
    }
  }
}
