// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.plan.HostChange;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.conntrack.ConntrackClient;
import io.svcrules.netlink.conntrack.ConntrackEntry;
import io.svcrules.netlink.conntrack.ConntrackFilter;
import io.svcrules.netlink.conntrack.ConntrackTuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has connection tracking forget flows: one look at its table for any number of servers. */
final class FlowDeletion {
  private final List<HostChange.DeleteFlows> wanted;
  private final Map<Side, Set<Optional<Side>>> byServer = new HashMap<>();

  /** Where packets go to or come from. */
  private record Side(InetAddr address, int port, int protocol) {}

  FlowDeletion(List<HostChange.DeleteFlows> wanted) {
    this.wanted = wanted;
    for (HostChange.DeleteFlows flows : wanted) {
      VirtualServerKey.Address at = flows.server();
      int protocol = at.protocol().number();
      Side server = new Side(InetTypes.toNetlink(at.address()), at.port(), protocol);
      Optional<Side> realServer = flows.realServer().map(key -> side(key, protocol));
      byServer.computeIfAbsent(server, s -> new HashSet<>()).add(realServer);
    }
  }

  private static Side side(RealServerKey key, int protocol) {
    return new Side(InetTypes.toNetlink(key.address()), key.port(), protocol);
  }

  /** Deletes the flows; those that have gone meanwhile are passed over. */
  void execute(ConntrackClient conntrack) {
    List<ConntrackEntry> found = new ArrayList<>();
    conntrack.stream(
        filter(),
        entry -> {
          if (isWanted(entry)) {
            found.add(entry);
          }
        });
    conntrack.deleteAll(found);
  }

  /** What the kernel itself can leave out. */
  private ConntrackFilter filter() {
    VirtualServerKey.Address first = wanted.get(0).server();
    if (wanted.size() > 1) {
      return ConntrackFilter.all().family(InetTypes.toNetlink(first.family()));
    }
    return ConntrackFilter.all()
        .originalDestination(InetTypes.toNetlink(first.address()))
        .protocol(first.protocol().number())
        .originalDestinationPort(first.port());
  }

  private boolean isWanted(ConntrackEntry entry) {
    ConntrackTuple original = entry.original();
    Set<Optional<Side>> realServers =
        byServer.get(
            new Side(original.destination(), original.destinationPort(), original.protocol()));
    if (realServers == null) {
      return false;
    }
    ConntrackTuple reply = entry.reply();
    Side answering = new Side(reply.source(), reply.sourcePort(), reply.protocol());
    return realServers.contains(Optional.<Side>empty())
        || realServers.contains(Optional.of(answering));
  }
}
