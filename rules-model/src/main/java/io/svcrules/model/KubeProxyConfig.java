// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of a kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration that shape the rules;
 * what is absent has kube-proxy's default, which is for the reader of the field to know.
 *
 * @param mode {@code mode}: {@code iptables}, {@code ipvs} or {@code nftables}
 * @param hostnameOverride {@code hostnameOverride}
 * @param clusterCidrs {@code clusterCIDR}: one network, or several with commas between them
 * @param nodePortAddresses {@code nodePortAddresses}: networks, or the word {@code primary}
 * @param detectLocalMode {@code detectLocalMode}: {@code ClusterCIDR}, {@code NodeCIDR}, {@code
 *     BridgeInterface} or {@code InterfaceNamePrefix}
 * @param bridgeInterface {@code detectLocal.bridgeInterface}
 * @param interfaceNamePrefix {@code detectLocal.interfaceNamePrefix}
 * @param iptables {@code iptables}
 * @param ipvs {@code ipvs}
 */
public record KubeProxyConfig(
    Optional<String> mode,
    Optional<String> hostnameOverride,
    List<Cidr> clusterCidrs,
    List<String> nodePortAddresses,
    Optional<String> detectLocalMode,
    Optional<String> bridgeInterface,
    Optional<String> interfaceNamePrefix,
    Iptables iptables,
    Ipvs ipvs) {

  /** Copies the lists. */
  public KubeProxyConfig {
    clusterCidrs = List.copyOf(clusterCidrs);
    nodePortAddresses = List.copyOf(nodePortAddresses);
  }

  /**
   * What concerns iptables, whatever the mode.
   *
   * @param masqueradeAll {@code masqueradeAll}
   * @param masqueradeBit {@code masqueradeBit}: 0 to 31
   * @param localhostNodePorts {@code localhostNodePorts}
   */
  public record Iptables(
      Optional<Boolean> masqueradeAll,
      OptionalInt masqueradeBit,
      Optional<Boolean> localhostNodePorts) {}

  /**
   * What concerns the mode ipvs.
   *
   * @param scheduler {@code scheduler}, such as {@code rr}
   * @param excludeCidrs {@code excludeCIDRs}: virtual servers there are not kube-proxy's
   * @param strictArp {@code strictARP}
   * @param tcpTimeout {@code tcpTimeout}; zero leaves the kernel's
   * @param tcpFinTimeout {@code tcpFinTimeout}; zero leaves the kernel's
   * @param udpTimeout {@code udpTimeout}; zero leaves the kernel's
   */
  public record Ipvs(
      Optional<String> scheduler,
      List<Cidr> excludeCidrs,
      Optional<Boolean> strictArp,
      Optional<Duration> tcpTimeout,
      Optional<Duration> tcpFinTimeout,
      Optional<Duration> udpTimeout) {

    /** Copies the list. */
    public Ipvs {
      excludeCidrs = List.copyOf(excludeCidrs);
    }
  }
}
