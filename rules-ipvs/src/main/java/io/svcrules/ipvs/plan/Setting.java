// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

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
  /** Load balancers on the node's network may need it. */
  ARP_IGNORE("net.ipv4.conf.all.arp_ignore", "1"),
  /** Load balancers on the node's network may need it. */
  ARP_ANNOUNCE("net.ipv4.conf.all.arp_announce", "2");

  /** net/netfilter/ipvs/ip_vs_ctl.c ip_vs_control_net_init_sysctl: {@code net/ipv4/vs}. */
  private static final String OF_SERVERS = "net.ipv4.vs.";

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

  /** Whether it means nothing without virtual servers. */
  public boolean isOfServers() {
    return key.startsWith(OF_SERVERS);
  }

  /** Whether a setting is one of these, by its dotted name. */
  public static boolean isOne(String name) {
    for (Setting setting : values()) {
      if (setting.key.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
