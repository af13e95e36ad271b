// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import java.util.Optional;

/** A setting of the kernel that IPVS mode changes, and whether that can be undone. */
enum Setting {
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_conntrack. */
  CONNTRACK("net.ipv4.vs.conntrack", "1", "0"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_expire_nodest_conn. */
  EXPIRE_NODEST_CONN("net.ipv4.vs.expire_nodest_conn", "1", "0"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_expire_quiescent_template. */
  EXPIRE_QUIESCENT_TEMPLATE("net.ipv4.vs.expire_quiescent_template", "1", "0"),
  /** net/netfilter/ipvs/ip_vs_ctl.c sysctl_conn_reuse_mode. */
  CONN_REUSE_MODE("net.ipv4.vs.conn_reuse_mode", "0", "1"),
  /** Pods need it, whatever serves them. */
  IP_FORWARD("net.ipv4.ip_forward", "1", ""),
  /** Pods need it, whatever serves them. */
  IPV6_FORWARDING("net.ipv6.conf.all.forwarding", "1", ""),
  /** Load balancers on the node's network may need it. */
  ARP_IGNORE("net.ipv4.conf.all.arp_ignore", "1", ""),
  /** Load balancers on the node's network may need it. */
  ARP_ANNOUNCE("net.ipv4.conf.all.arp_announce", "2", "");

  private final String key;
  private final String value;
  private final String initial;

  Setting(String key, String value, String initial) {
    this.key = key;
    this.value = value;
    this.initial = initial;
  }

  /** Its dotted name. */
  String key() {
    return key;
  }

  /** The value that IPVS mode gives it. */
  String value() {
    return value;
  }

  /** The value of a kernel that nobody has touched; empty if others may rely on ours. */
  Optional<String> initial() {
    return Optional.of(initial).filter(text -> !text.isEmpty());
  }
}
