// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.model.IpFamily;
import java.util.Optional;

/** A setting of the kernel that IPVS mode changes. */
public enum Setting {
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_conntrack. */
  CONNTRACK("net.ipv4.vs.conntrack", "1"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_expire_nodest_conn. */
  EXPIRE_NODEST_CONN("net.ipv4.vs.expire_nodest_conn", "1"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_expire_quiescent_template. */
  EXPIRE_QUIESCENT_TEMPLATE("net.ipv4.vs.expire_quiescent_template", "1"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_conn_reuse_mode. */
  CONN_REUSE_MODE("net.ipv4.vs.conn_reuse_mode", "0"),
  /** Pods need it, whatever serves them. */
  IP_FORWARD("net.ipv4.ip_forward", "1"),
  /** Pods need it, whatever serves them. */
  IPV6_FORWARDING("net.ipv6.conf.all.forwarding", "1"),
  /** Keeps the node silent about addresses of services, which it has in this mode only. */
  ARP_IGNORE("net.ipv4.conf.all.arp_ignore", "1"),
  /** As {@link #ARP_IGNORE}. */
  ARP_ANNOUNCE("net.ipv4.conf.all.arp_announce", "2");

  private final String key;
  private final String value;

  Setting(String key, String value) {
    this.key = key;
    this.value = value;
  }

  /** Its dotted name. */
  public String key() {
    return key;
  }

  /** The value that IPVS mode gives it. */
  public String value() {
    return value;
  }

  /** Whether packets of pods need it, whatever serves them. */
  public boolean isOfPods() {
    return this == IP_FORWARD || this == IPV6_FORWARDING;
  }

  /**
   * Whether it is an option that plans of this family decide about. All others are needed as long
   * as mode ipvs serves, whatever the options, or by pods.
   */
  boolean isOptionOf(IpFamily family) {
    return family == IpFamily.IPV4 && (this == ARP_IGNORE || this == ARP_ANNOUNCE);
  }

  /** The setting with a dotted name. */
  static Optional<Setting> named(String name) {
    for (Setting setting : values()) {
      if (setting.key.equals(name)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Whether a setting is one of these, by its dotted name. */
  public static boolean isOne(String name) {
    return named(name).isPresent();
  }

  /** Whether a setting is one of these that nothing but mode ipvs needs, by its dotted name. */
  public static boolean isOfModeOnly(String name) {
    return named(name).filter(setting -> !setting.isOfPods()).isPresent();
  }
}
