// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.compile;

import io.svcrules.ipvs.IpSetEntry;
import io.svcrules.ipvs.KubeSet;
import io.svcrules.ipvs.RealServer;
import io.svcrules.ipvs.RealServerKey;
import io.svcrules.ipvs.VirtualServer;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.VirtualServerSettings;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.Protocol;
import io.svcrules.model.TrafficPolicy;
import io.svcrules.model.resolve.Endpoint;
import io.svcrules.model.resolve.ResolvedServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the addresses of one service port. */
final class ServedAddressCompiler {
  private final ResolvedServicePort port;
  private final Protocol protocol;
  private final IpvsConfig config;
  private final List<IpAddress> nodePortServers;
  private final VirtualServerSettings settings;
  private final List<ServedAddress> addresses = new ArrayList<>(1);

  ServedAddressCompiler(
      ResolvedServicePort port,
      IpvsConfig config,
      List<IpAddress> nodePortServers,
      SchedulerChoice scheduler) {
    this.port = port;
    this.protocol = port.name().protocol();
    this.config = config;
    this.nodePortServers = nodePortServers;
    this.settings =
        VirtualServerSettings.of(
                port.clusterIp().family(), scheduler.scheduler(), scheduler.flags())
            .withPersistence(port.affinitySeconds().orElse(0));
  }

  List<ServedAddress> compile() {
    add(AddressKind.CLUSTER_IP, port.clusterIp(), port.port(), List.of(KubeSet.CLUSTER_IP));
    KubeSet external = isLocal() ? KubeSet.EXTERNAL_IP_LOCAL : KubeSet.EXTERNAL_IP;
    for (IpAddress ip : port.externalIps()) {
      add(AddressKind.EXTERNAL_IP, ip, port.port(), List.of(external));
    }
    for (IpAddress ip : port.loadBalancerIps()) {
      add(AddressKind.LOAD_BALANCER_IP, ip, port.port(), loadBalancerSets());
    }
    if (port.nodePort() != 0) {
      for (IpAddress ip : nodePortServers) {
        add(AddressKind.NODE_PORT, ip, port.nodePort(), nodePortSets());
      }
    }
    return addresses;
  }

  private boolean isLocal() {
    return port.externalPolicy() == TrafficPolicy.LOCAL;
  }

  private List<KubeSet> loadBalancerSets() {
    List<KubeSet> sets = new ArrayList<>(3);
    sets.add(KubeSet.LOAD_BALANCER);
    if (isLocal()) {
      sets.add(KubeSet.LOAD_BALANCER_LOCAL);
    }
    if (!port.sourceRanges().isEmpty()) {
      sets.add(KubeSet.LOAD_BALANCER_FW);
    }
    return sets;
  }

  private List<KubeSet> nodePortSets() {
    KubeSet plain = KubeSet.nodePorts(protocol, false);
    return isLocal() ? List.of(plain, KubeSet.nodePorts(protocol, true)) : List.of(plain);
  }

  private void add(AddressKind kind, IpAddress ip, int number, List<KubeSet> sets) {
    IpSetEntry.IpPort entry = new IpSetEntry.IpPort(ip, protocol, number);
    List<SetMember> members = new ArrayList<>(sets.size() + 2);
    for (KubeSet set : sets) {
      boolean addressed = set.type() == entry.type();
      members.add(new SetMember(set, addressed ? entry : new IpSetEntry.Port(number)));
    }
    if (kind == AddressKind.LOAD_BALANCER_IP) {
      addSourceRanges(entry, members);
    }
    // What is on an interface of the node already needs no second place.
    boolean bound = kind != AddressKind.NODE_PORT && !config.nodeAddresses().contains(ip);
    if (bound) {
      members.add(new SetMember(KubeSet.IPVS_IPS, new IpSetEntry.Ip(ip)));
    }
    TrafficPolicy policy =
        kind == AddressKind.CLUSTER_IP ? port.internalPolicy() : port.externalPolicy();
    VirtualServerKey.Address key = new VirtualServerKey.Address(protocol, ip, number);
    Optional<VirtualServer> server = server(key, policy, entry, members);
    addresses.add(new ServedAddress(kind, key, server, bound, members));
  }

  private void addSourceRanges(IpSetEntry.IpPort entry, List<SetMember> members) {
    for (Cidr range : port.sourceRanges()) {
      for (Cidr half : range.isEverything() ? halves(range) : List.of(range)) {
        members.add(
            new SetMember(
                KubeSet.LOAD_BALANCER_SOURCE_CIDR, new IpSetEntry.IpPortNet(entry, half)));
      }
    }
    Optional<IpAddress> node = config.nodeAddress(entry.address().family());
    if (node.isPresent() && port.sourceRanges().stream().anyMatch(r -> r.contains(node.get()))) {
      // A client on the node itself has the address it asks for as its own.
      members.add(
          new SetMember(
              KubeSet.LOAD_BALANCER_SOURCE_IP, new IpSetEntry.IpPortIp(entry, entry.address())));
    }
  }

  /** An element cannot be the whole family, but two elements can. */
  private static List<Cidr> halves(Cidr everything) {
    IpAddress upper =
        switch (everything.family()) {
          case IPV4 -> IpAddress.ofIpv4(1 << 31);
          case IPV6 -> IpAddress.ofIpv6(1L << 63, 0);
        };
    return List.of(new Cidr(everything.network(), 1), new Cidr(upper, 1));
  }

  private Optional<VirtualServer> server(
      VirtualServerKey key,
      TrafficPolicy policy,
      IpSetEntry.IpPort entry,
      List<SetMember> members) {
    List<Endpoint> chosen = endpoints(policy);
    if (chosen.isEmpty() && !port.endpoints().any()) {
      // The virtual server refuses connections too, but takes its time.
      members.add(new SetMember(KubeSet.NO_ENDPOINTS, entry));
    } else if (chosen.isEmpty() && !config.localFallback()) {
      // Another node may serve the client: it had better try again there.
      members.add(new SetMember(KubeSet.NO_LOCAL_ENDPOINTS, entry));
      return Optional.empty();
    }
    members.add(new SetMember(KubeSet.VIRTUAL_SERVER, entry));
    List<RealServer> realServers = new ArrayList<>(chosen.size());
    for (Endpoint endpoint : chosen) {
      realServers.add(RealServer.of(new RealServerKey(endpoint.address(), endpoint.port())));
    }
    return Optional.of(VirtualServer.of(key, settings, realServers));
  }

  private List<Endpoint> endpoints(TrafficPolicy policy) {
    if (policy == TrafficPolicy.CLUSTER) {
      return port.endpoints().cluster();
    }
    List<Endpoint> local = port.endpoints().local();
    return local.isEmpty() && config.localFallback() ? port.endpoints().cluster() : local;
  }
}
