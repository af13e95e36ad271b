// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs;

import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import java.util.Optional;

/**
 * An ipset that svcrules keeps, in the order in which elements are added; they are removed in the
 * opposite order. So a packet is never rejected or dropped because the element that exempts it is
 * not there yet, or gone already.
 */
public enum KubeSet {
  /**
   * Every virtual server of ours, so that those on addresses of the node itself are known as ours
   * even after their service is gone. Not kube-proxy's.
   */
  VIRTUAL_SERVER("VIRTUAL-SERVER", IpSetType.HASH_IP_PORT, "svcrules virtual server"),
  /** Endpoints of this node that may reach themselves. */
  LOOP_BACK(
      "LOOP-BACK",
      IpSetType.HASH_IP_PORT_IP,
      "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"),
  /** Cluster IPs. */
  CLUSTER_IP(
      "CLUSTER-IP",
      IpSetType.HASH_IP_PORT,
      "Kubernetes service cluster ip + port for masquerade purpose"),
  /** External IPs under policy Cluster. */
  EXTERNAL_IP(
      "EXTERNAL-IP",
      IpSetType.HASH_IP_PORT,
      "Kubernetes service external ip + port for masquerade and filter purpose"),
  /** External IPs under policy Local. */
  EXTERNAL_IP_LOCAL(
      "EXTERNAL-IP-LOCAL",
      IpSetType.HASH_IP_PORT,
      "Kubernetes service external ip + port with externalTrafficPolicy=local"),
  /** Load balancer IPs. */
  LOAD_BALANCER("LOAD-BALANCER", IpSetType.HASH_IP_PORT, "Kubernetes service lb portal"),
  /** Load balancer IPs under policy Local. */
  LOAD_BALANCER_LOCAL(
      "LOAD-BALANCER-LOCAL",
      IpSetType.HASH_IP_PORT,
      "Kubernetes service load balancer ip + port with externalTrafficPolicy=local"),
  /** Node ports of TCP under policy Local. */
  NODE_PORT_LOCAL_TCP(
      "NODE-PORT-LOCAL-TCP",
      IpSetType.BITMAP_PORT,
      "Kubernetes nodeport TCP port with externalTrafficPolicy=local"),
  /** Node ports of TCP. */
  NODE_PORT_TCP(
      "NODE-PORT-TCP",
      IpSetType.BITMAP_PORT,
      "Kubernetes nodeport TCP port for masquerade purpose"),
  /** Node ports of UDP under policy Local. */
  NODE_PORT_LOCAL_UDP(
      "NODE-PORT-LOCAL-UDP",
      IpSetType.BITMAP_PORT,
      "Kubernetes nodeport UDP port with externalTrafficPolicy=local"),
  /** Node ports of UDP. */
  NODE_PORT_UDP(
      "NODE-PORT-UDP",
      IpSetType.BITMAP_PORT,
      "Kubernetes nodeport UDP port for masquerade purpose"),
  /** Node ports of SCTP under policy Local, with each node address. */
  NODE_PORT_LOCAL_SCTP(
      "NODE-PORT-LOCAL-SCTP-HASH",
      IpSetType.HASH_IP_PORT,
      "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'"),
  /** Node ports of SCTP, with each node address. */
  NODE_PORT_SCTP(
      "NODE-PORT-SCTP-HASH",
      IpSetType.HASH_IP_PORT,
      "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'"),
  /** Health check node ports. */
  HEALTH_CHECK_NODE_PORT(
      "HEALTH-CHECK-NODE-PORT", IpSetType.BITMAP_PORT, "Kubernetes health check node port"),
  /** Load balancer IPs with the source ranges they admit. */
  LOAD_BALANCER_SOURCE_CIDR(
      "LOAD-BALANCER-SOURCE-CIDR",
      IpSetType.HASH_IP_PORT_NET,
      "Kubernetes service load balancer ip + port + source cidr for packet filter purpose"),
  /** Load balancer IPs that the node itself may use. */
  LOAD_BALANCER_SOURCE_IP(
      "LOAD-BALANCER-SOURCE-IP",
      IpSetType.HASH_IP_PORT_IP,
      "Kubernetes service load balancer ip + port + source IP for packet filter purpose"),
  /** Load balancer IPs that do not admit everyone. */
  LOAD_BALANCER_FW(
      "LOAD-BALANCER-FW",
      IpSetType.HASH_IP_PORT,
      "Kubernetes service load balancer ip + port for load balancer with sourceRange"),
  /** Addresses on the dummy device: what no other set exempts is rejected. */
  IPVS_IPS("IPVS-IPS", IpSetType.HASH_IP, ""),
  /** Addresses whose service has no endpoint anywhere: rejected. Not kube-proxy's. */
  NO_ENDPOINTS("NO-ENDPOINTS", IpSetType.HASH_IP_PORT, "services without endpoints"),
  /** Addresses under a Local policy whose endpoints are elsewhere: dropped. Not kube-proxy's. */
  NO_LOCAL_ENDPOINTS(
      "NO-LOCAL-ENDPOINTS", IpSetType.HASH_IP_PORT, "services without endpoints on this node");

  private final String name;
  private final IpSetType type;
  private final String comment;
  private final String ipv4Name;
  private final String ipv6Name;

  KubeSet(String name, IpSetType type, String comment) {
    this.name = name;
    this.type = type;
    this.comment = comment;
    this.ipv4Name = "KUBE-" + name;
    String longName = "KUBE-6-" + name;
    int length = Math.min(longName.length(), IpSetDefinition.MAX_NAME_LENGTH);
    this.ipv6Name = longName.substring(0, length);
  }

  /** The type of the set. */
  public IpSetType type() {
    return type;
  }

  /** What rules that look into the set remark. */
  public String comment() {
    return comment;
  }

  /** The set as it is created if it needs no more room than usual. */
  public IpSetDefinition definition(IpFamily family) {
    return IpSetDefinition.of(name(family), type, family);
  }

  /** The name of the set: {@code KUBE-…}, or {@code KUBE-6-…} cut to what the kernel takes. */
  public String name(IpFamily family) {
    return family == IpFamily.IPV4 ? ipv4Name : ipv6Name;
  }

  /** Whether its elements keep packets from virtual servers that could not serve them. */
  public boolean blocks() {
    return this == NO_ENDPOINTS || this == NO_LOCAL_ENDPOINTS;
  }

  /** Whether kube-proxy keeps this set too. */
  public boolean isKubeProxys() {
    return this != VIRTUAL_SERVER && !blocks();
  }

  /** The set of node ports of a protocol. */
  public static KubeSet nodePorts(Protocol protocol, boolean local) {
    return switch (protocol) {
      case TCP -> local ? NODE_PORT_LOCAL_TCP : NODE_PORT_TCP;
      case UDP -> local ? NODE_PORT_LOCAL_UDP : NODE_PORT_UDP;
      case SCTP -> local ? NODE_PORT_LOCAL_SCTP : NODE_PORT_SCTP;
    };
  }

  /** The set of that name in a family. */
  public static Optional<KubeSet> named(String name, IpFamily family) {
    for (KubeSet set : values()) {
      if (set.name(family).equals(name)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  /** The part of the name that both families share. */
  @Override
  public String toString() {
    return name;
  }
}
