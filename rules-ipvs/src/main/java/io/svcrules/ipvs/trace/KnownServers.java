// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.trace;

import io.svcrules.iptables.trace.Balancer;
import io.svcrules.iptables.trace.Packet;
import io.svcrules.iptables.trace.Scheduling;
import io.svcrules.iptables.trace.Share;
import io.svcrules.ipvs.ForwardingMethod;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Virtual servers that are known. */
public final class KnownServers implements Balancer {
  private final Map<VirtualServerKey, VirtualServer> servers;
  private final Optional<RealServerKey> seen;

  private KnownServers(Map<VirtualServerKey, VirtualServer> servers, Optional<RealServerKey> seen) {
    this.servers = Map.copyOf(servers);
    this.seen = seen;
  }

  /** These virtual servers, and no other. */
  public static KnownServers of(Map<VirtualServerKey, VirtualServer> servers) {
    return new KnownServers(servers, Optional.empty());
  }

  /** Virtual servers with persistence keep to the real server as long as it has a weight. */
  @Override
  public Balancer remembering(IpAddress endpoint, int port) {
    return new KnownServers(servers, Optional.of(new RealServerKey(endpoint, port)));
  }

  /** By mark, then by address and port, then by address alone: ip_vs_ctl.c ip_vs_service_find. */
  @Override
  public Optional<Scheduling> schedule(Packet packet) {
    return find(new VirtualServerKey.Mark(packet.destination().family(), packet.mark()))
        .or(() -> find(key(packet, packet.destinationPort())))
        .or(() -> find(key(packet, 0)))
        .map(server -> scheduling(server, packet));
  }

  private static VirtualServerKey key(Packet packet, int port) {
    return new VirtualServerKey.Address(packet.protocol(), packet.destination(), port);
  }

  private Optional<VirtualServer> find(VirtualServerKey key) {
    return Optional.ofNullable(servers.get(key));
  }

  private Scheduling scheduling(VirtualServer server, Packet packet) {
    SchedulerShares shares = SchedulerShares.of(server);
    Optional<RealServer> known =
        seen.map(key -> server.realServers().get(key))
            .filter(one -> server.settings().persistenceSeconds() > 0 && one.weight() > 0);
    if (known.isPresent()) {
      return new Scheduling(text(server), List.of(choice(known.get(), Share.ALL, packet)), "");
    }
    List<RealServer> all = List.copyOf(server.realServers().values());
    List<Share> parts = shares.shares(all);
    List<Scheduling.Choice> choices = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!parts.get(i).isNone()) {
        choices.add(choice(all.get(i), parts.get(i), packet));
      }
    }
    return new Scheduling(text(server), choices, note(server, shares));
  }

  private static Scheduling.Choice choice(RealServer server, Share share, Packet packet) {
    int port = server.key().port() == 0 ? packet.destinationPort() : server.key().port();
    boolean rewrites = server.method() == ForwardingMethod.MASQUERADE;
    return new Scheduling.Choice(server.key().address(), port, share, rewrites);
  }

  private static String text(VirtualServer server) {
    StringBuilder out = new StringBuilder(64);
    server.key().appendTo(out);
    server.settings().appendTo(out, server.key().family());
    return out.toString();
  }

  private static String note(VirtualServer server, SchedulerShares shares) {
    if (server.settings().persistenceSeconds() == 0 || !shares.note().isEmpty()) {
      return shares.note();
    }
    return "the client has not been seen lately";
  }
}
