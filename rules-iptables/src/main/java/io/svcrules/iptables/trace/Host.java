// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses and routes of the node whose rules are walked. */
public final class Host {
  private static final Cidr MULTICAST_4 = Cidr.parse("224.0.0.0/4");
  private static final Cidr MULTICAST_6 = Cidr.parse("ff00::/8");
  private static final IpAddress BROADCAST = IpAddress.parse("255.255.255.255");

  private final List<IpAddress> addresses;
  private final List<Route> routes;
  private final Set<IpAddress> local;
  private final Optional<Routing> routing;

  private Host(
      List<IpAddress> addresses,
      List<Route> routes,
      Set<IpAddress> local,
      Optional<Routing> routing) {
    this.routing = routing;
    this.addresses = List.copyOf(addresses);
    this.routes = routes.stream().sorted(Comparator.comparing(r -> -bits(r))).toList();
    this.local = Set.copyOf(local);
  }

  /**
   * A node.
   *
   * @param addresses the addresses of its interfaces, the primary one of each family first;
   *     loopback ones may be missing
   * @param routes the routes that are known; without any, all leave by an unknown device
   */
  public static Host of(List<IpAddress> addresses, List<Route> routes) {
    return new Host(addresses, routes, new HashSet<>(addresses), Optional.empty());
  }

  /** This node with more addresses, which never are a source of its own packets. */
  public Host withBound(Iterable<IpAddress> bound) {
    Set<IpAddress> all = new HashSet<>(local);
    bound.forEach(all::add);
    return new Host(addresses, routes, all, routing);
  }

  /** This node with routing decisions of its own instead of its routes. */
  public Host routedBy(Routing decisions) {
    return new Host(addresses, routes, local, Optional.of(decisions));
  }

  private static int bits(Route route) {
    return route.network().prefixLength();
  }

  /** Whether packets to the address stay on the node. */
  public boolean isLocal(IpAddress address) {
    return address.isLoopback() || local.contains(address);
  }

  /**
   * Whether an address is of a type of the kernel's routing table (linux/rtnetlink.h RTN_…).
   *
   * @param type the type, in upper case
   */
  public Truth isOfType(IpAddress address, String type) {
    return switch (type) {
      case "LOCAL" -> Truth.of(isLocal(address));
      case "MULTICAST" -> Truth.of(isMulticast(address));
      case "UNICAST" ->
          isLocal(address) || isMulticast(address) || address.equals(BROADCAST)
              ? Truth.NO
              : Truth.YES;
      // Directed broadcasts need the masks of the interfaces; no service has such an address.
      case "BROADCAST" -> Truth.of(address.equals(BROADCAST));
      default -> Truth.UNKNOWN;
    };
  }

  private static boolean isMulticast(IpAddress address) {
    return MULTICAST_4.contains(address) || MULTICAST_6.contains(address);
  }

  /** The primary address of a family. */
  public Optional<IpAddress> primary(IpFamily family) {
    return addresses.stream()
        .filter(address -> address.family() == family && !address.isLoopback())
        .findFirst();
  }

  /** The address that a process on the node has when it asks another one, if it is known. */
  public Optional<IpAddress> clientTowards(IpAddress destination) {
    if (isLocal(destination)) {
      return Optional.of(destination);
    }
    return routing
        .flatMap(decisions -> decisions.source(destination))
        .or(() -> way(destination, Optional.empty()).source())
        .or(() -> primary(destination.family()));
  }

  /** Where a packet goes. */
  Way wayOf(Packet packet) {
    return way(packet.destination(), Optional.of(packet));
  }

  /** Where packets to a destination go that the node makes. */
  Way wayTowards(IpAddress destination) {
    return way(destination, Optional.empty());
  }

  private Way way(IpAddress destination, Optional<Packet> packet) {
    Optional<IpAddress> source =
        route(destination).map(Route::source).or(() -> primary(destination.family()));
    if (isLocal(destination)) {
      return Way.local(source);
    }
    return routing
        .map(decisions -> decisions.way(destination, packet))
        .orElseGet(
            () ->
                Way.leaving(route(destination).map(Route::device).orElse(Device.UNKNOWN), source));
  }

  private Optional<Route> route(IpAddress destination) {
    return routes.stream().filter(r -> r.network().contains(destination)).findFirst();
  }
}
