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

  private Host(List<IpAddress> addresses, List<Route> routes, Set<IpAddress> local) {
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
    return new Host(addresses, routes, new HashSet<>(addresses));
  }

  /** This node with more addresses, which never are a source of its own packets. */
  public Host withBound(Iterable<IpAddress> bound) {
    Set<IpAddress> all = new HashSet<>(local);
    bound.forEach(all::add);
    return new Host(addresses, routes, all);
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

  /** The address that packets to a destination get when they are masqueraded, if it is known. */
  public Optional<IpAddress> sourceTowards(IpAddress destination) {
    return route(destination).map(Route::source).or(() -> primary(destination.family()));
  }

  /** The address that a process on the node has when it asks another one, if it is known. */
  public Optional<IpAddress> clientTowards(IpAddress destination) {
    return isLocal(destination) ? Optional.of(destination) : sourceTowards(destination);
  }

  /** The device that packets to a destination leave by. */
  public Device deviceTowards(IpAddress destination) {
    return isLocal(destination)
        ? Device.LOOPBACK
        : route(destination).map(Route::device).orElse(Device.UNKNOWN);
  }

  private Optional<Route> route(IpAddress destination) {
    return routes.stream().filter(r -> r.network().contains(destination)).findFirst();
  }
}
