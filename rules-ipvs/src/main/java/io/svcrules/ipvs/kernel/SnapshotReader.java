// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.Ruleset;
import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpSet;
import io.svcrules.ipvs.IpSetType;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerId;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.plan.OurRules;
import io.svcrules.ipvs.plan.OurState;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.ipvs.IpvsDestinationStatus;
import io.svcrules.netlink.ipvs.IpvsService;
import io.svcrules.netlink.ipvs.IpvsServiceKey;
import io.svcrules.netlink.ipvs.IpvsServiceStatus;
import io.svcrules.netlink.route.Link;
import io.svcrules.netlink.route.LinkAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads all that a kernel holds of one family. */
final class SnapshotReader {
  private static final String IPV4_SET = "KUBE-";
  private static final String IPV6_SET = "KUBE-6-";

  private final KernelClients kernel;
  private final IpFamily family;
  private final SortedMap<VirtualServerKey, VirtualServer> servers = new TreeMap<>();
  private final SortedMap<RealServerId, Long> connections = new TreeMap<>();
  private final SortedMap<String, String> otherSets = new TreeMap<>();
  private final SortedMap<String, Integer> references = new TreeMap<>();

  SnapshotReader(KernelClients kernel, IpFamily family) {
    this.kernel = kernel;
    this.family = family;
  }

  IpvsSnapshot read(Ruleset rules) {
    // Before the servers: a deadline that has passed by then may be kept a second too long.
    long uptimeSeconds = KernelSettings.uptimeSeconds();
    readServers(this::realServers);
    IpvsState state = state(rules);
    return new IpvsSnapshot(state, connections, uptimeSeconds)
        .withOtherSets(otherSets)
        .withOtherReferences(otherReferences(OurRules.references(rules)));
  }

  /** References to sets of ours by something else than these. */
  private SortedMap<String, Integer> otherReferences(Map<String, Integer> byRules) {
    SortedMap<String, Integer> others = new TreeMap<>();
    references.forEach(
        (name, count) -> {
          int left = count - byRules.getOrDefault(name, 0);
          if (left > 0 && OurState.isNameOfOurs(name, family)) {
            others.put(name, left);
          }
        });
    return others;
  }

  /** All but the real servers, for each of which the kernel would have to be asked. */
  IpvsState outline(Ruleset rules) {
    readServers(key -> new TreeMap<>());
    return state(rules);
  }

  /** The real servers of some virtual servers. */
  RealServersNow realServers(Collection<? extends VirtualServerKey> keys) {
    Map<VirtualServerKey, SortedMap<RealServerKey, RealServer>> found = new HashMap<>();
    for (VirtualServerKey key : keys) {
      found.put(key, realServers(ServerTypes.toNetlink(key)));
    }
    // Where there are no connections nothing is drained, and no time is due.
    long uptimeSeconds = connections.isEmpty() ? 0 : KernelSettings.uptimeSeconds();
    return new RealServersNow(found, connections, uptimeSeconds);
  }

  private IpvsState state(Ruleset rules) {
    Optional<Link> device = kernel.route().link(BoundAddress.DEVICE);
    return new IpvsState(
        family,
        servers,
        device.isPresent(),
        device.map(this::addresses).orElseGet(TreeSet::new),
        sets(),
        rules,
        KernelSettings.read(),
        timeouts());
  }

  private void readServers(
      Function<IpvsServiceKey, SortedMap<RealServerKey, RealServer>> realServers) {
    InetFamily wanted = InetTypes.toNetlink(family);
    for (IpvsServiceStatus found : kernel.ipvs().services()) {
      IpvsService service = found.service();
      if (service.key().family() == wanted) {
        VirtualServerKey key = ServerTypes.fromNetlink(service.key());
        servers.put(
            key,
            new VirtualServer(
                key, ServerTypes.fromNetlink(service), realServers.apply(service.key())));
      }
    }
  }

  private SortedMap<RealServerKey, RealServer> realServers(IpvsServiceKey service) {
    VirtualServerKey key = ServerTypes.fromNetlink(service);
    SortedMap<RealServerKey, RealServer> found = new TreeMap<>();
    for (IpvsDestinationStatus status : kernel.ipvs().destinations(service)) {
      RealServer realServer = ServerTypes.fromNetlink(status.destination());
      found.put(realServer.key(), realServer);
      count(new RealServerId(key, realServer.key()), status);
    }
    return found;
  }

  private void count(RealServerId id, IpvsDestinationStatus status) {
    long count =
        Integer.toUnsignedLong(status.activeConnections())
            + Integer.toUnsignedLong(status.inactiveConnections());
    if (count != 0) {
      connections.put(id, count);
    }
  }

  private SortedSet<BoundAddress> addresses(Link device) {
    SortedSet<BoundAddress> addresses = new TreeSet<>();
    for (LinkAddress found : kernel.route().addresses(device.index())) {
      if (InetTypes.fromNetlink(found.address().family()) == family) {
        addresses.add(
            new BoundAddress(InetTypes.fromNetlink(found.address()), found.prefixLength()));
      }
    }
    return addresses;
  }

  /** Those with names such as ours; others' may hold millions of elements. */
  private SortedMap<String, IpSet> sets() {
    SortedMap<String, IpSet> sets = new TreeMap<>();
    kernel.ipset().types().forEach((name, type) -> read(name, type, sets));
    return sets;
  }

  private void read(String name, String type, SortedMap<String, IpSet> sets) {
    if (familyOf(name).filter(found -> found == family).isEmpty()) {
      return;
    }
    if (IpSetType.named(type).isPresent()) {
      kernel
          .ipset()
          .list(name)
          .ifPresent(
              listing -> {
                sets.put(name, SetTypes.fromNetlink(listing, family));
                references.put(name, listing.references());
              });
    } else if (OurState.isNameOfOurs(name, family)) {
      otherSets.put(name, type);
    }
  }

  private static Optional<IpFamily> familyOf(String set) {
    if (!set.startsWith(IPV4_SET)) {
      return Optional.empty();
    }
    return Optional.of(set.startsWith(IPV6_SET) ? IpFamily.IPV6 : IpFamily.IPV4);
  }

  private IpvsTimeouts timeouts() {
    io.svcrules.netlink.ipvs.IpvsTimeouts found = kernel.ipvs().timeouts();
    return new IpvsTimeouts(found.tcpSeconds(), found.tcpFinSeconds(), found.udpSeconds());
  }
}
