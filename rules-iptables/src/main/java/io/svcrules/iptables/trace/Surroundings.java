// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.Set;

/**
 * What besides its rules decides on a node what becomes of packets.
 *
 * @param host addresses and routes
 * @param sets the ipsets
 * @param balancer the virtual servers
 * @param remembered the names of the recent lists (xt_recent) that the client is in; it counts as
 *     not seen in all others
 */
public record Surroundings(Host host, PacketSets sets, Balancer balancer, Set<String> remembered) {

  /** Copies the names. */
  public Surroundings {
    remembered = Set.copyOf(remembered);
  }

  /** A node without ipsets and virtual servers, to which all clients are new. */
  public static Surroundings of(Host host) {
    return new Surroundings(host, PacketSets.UNKNOWN, Balancer.NONE, Set.of());
  }

  /** These surroundings with a client that is remembered. */
  public Surroundings withRemembered(Set<String> lists) {
    return new Surroundings(host, sets, balancer, lists);
  }

  /** These surroundings with other virtual servers. */
  public Surroundings withBalancer(Balancer other) {
    return new Surroundings(host, sets, other, remembered);
  }
}
