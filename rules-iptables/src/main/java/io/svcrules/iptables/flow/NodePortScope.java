// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.flow;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The addresses of a node on which node ports answer.
 *
 * @param networks those in these networks
 * @param own whether all addresses of the node do, too
 * @param excluded none in these networks, whatever else is said
 */
public record NodePortScope(List<Cidr> networks, boolean own, List<Cidr> excluded) {

  /** Copies the networks. */
  public NodePortScope {
    networks = List.copyOf(networks);
    excluded = List.copyOf(excluded);
  }

  /** The scope of the rules that lead to node ports. */
  static NodePortScope of(List<Rule> jumps) {
    List<Cidr> networks = new ArrayList<>();
    List<Cidr> excluded = new ArrayList<>();
    boolean own = false;
    for (Rule jump : jumps) {
      for (Match match : jump.matches()) {
        if (match instanceof DestinationMatch destination) {
          (destination.negated() ? excluded : networks).add(destination.network());
        }
        own |= match instanceof AddrTypeMatch;
      }
    }
    return new NodePortScope(networks, own, excluded);
  }

  /** The addresses of both. */
  NodePortScope with(NodePortScope other) {
    if (equals(other)) {
      return this;
    }
    List<Cidr> all = new ArrayList<>(networks);
    other.networks.stream().filter(one -> !networks.contains(one)).forEach(all::add);
    List<Cidr> none = excluded.stream().filter(other.excluded::contains).toList();
    return new NodePortScope(all, own || other.own, none);
  }

  /**
   * Whether node ports answer on an address.
   *
   * @param nodeAddresses the addresses of the node's interfaces; all of its loopback network are
   *     its own anyway
   */
  boolean contains(IpAddress address, Set<IpAddress> nodeAddresses) {
    if (anyContains(excluded, address)) {
      return false;
    }
    return anyContains(networks, address)
        || (own && (address.isLoopback() || nodeAddresses.contains(address)));
  }

  private static boolean anyContains(List<Cidr> cidrs, IpAddress address) {
    return cidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
