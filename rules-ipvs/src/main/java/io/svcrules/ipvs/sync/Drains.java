// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.ipvs.plan.DrainingServer;
import io.svcrules.model.IpAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The virtual servers that have real servers which are drained. */
final class Drains {
  /**
   * Connections may be gone long before the deadline. So often is often enough to look: the kernel
   * itself keeps a closed connection for two minutes (net/netfilter/ipvs/ip_vs_proto_tcp.c
   * tcp_timeouts, IP_VS_TCP_S_TIME_WAIT).
   */
  private static final long LOOK_SECONDS = 30;

  private final Map<VirtualServerKey.Address, Drain> drains = new HashMap<>();
  private final Map<IpAddress, Set<VirtualServerKey.Address>> byAddress = new HashMap<>();

  /**
   * What is known of one virtual server.
   *
   * @param settings those it has in the kernel, even if it is not wanted any more
   * @param secondsLeft how long the first of its drained real servers may stay, when last looked at
   */
  private record Drain(VirtualServerSettings settings, long secondsLeft) {}

  boolean contains(VirtualServerKey.Address key) {
    return drains.containsKey(key);
  }

  int size() {
    return drains.size();
  }

  Set<VirtualServerKey.Address> keys() {
    return drains.keySet();
  }

  /** Those on an address. */
  Set<VirtualServerKey.Address> at(IpAddress address) {
    return byAddress.getOrDefault(address, Set.of());
  }

  Optional<VirtualServerSettings> settings(VirtualServerKey.Address key) {
    return Optional.ofNullable(drains.get(key)).map(Drain::settings);
  }

  /**
   * Some virtual servers were looked at.
   *
   * @param keys which
   * @param draining all of their real servers that are drained
   * @param settings what they have in the kernel
   */
  void update(
      Collection<VirtualServerKey.Address> keys,
      List<DrainingServer> draining,
      Function<VirtualServerKey.Address, VirtualServerSettings> settings) {
    if (drains.isEmpty() && draining.isEmpty()) {
      return;
    }
    Map<VirtualServerKey.Address, Drain> now = new HashMap<>();
    for (DrainingServer server : draining) {
      VirtualServerKey.Address key = (VirtualServerKey.Address) server.id().server();
      now.merge(
          key,
          new Drain(settings.apply(key), server.secondsLeft()),
          (one, other) -> one.secondsLeft() <= other.secondsLeft() ? one : other);
    }
    keys.forEach(this::remove);
    now.forEach(
        (key, drain) -> {
          drains.put(key, drain);
          byAddress.computeIfAbsent(key.address(), address -> new HashSet<>()).add(key);
        });
  }

  private void remove(VirtualServerKey.Address key) {
    if (drains.remove(key) != null) {
      byAddress.computeIfPresent(
          key.address(),
          (address, all) -> {
            all.remove(key);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** When to look again; empty if nothing is drained. */
  Optional<Duration> nextLook() {
    return drains.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Duration.ofSeconds(
                drains.values().stream()
                    .mapToLong(Drain::secondsLeft)
                    .reduce(LOOK_SECONDS, Math::min)));
  }
}
