// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import java.util.List;

/**
 * A place in the kernel's IP stack that calls tables (linux/netfilter.h NF_INET_…), those of lower
 * priority first (linux/netfilter_ipv4.h NF_IP_PRI_RAW to NF_IP_PRI_NAT_SRC).
 */
public enum Hook {
  /** Every packet that comes in. */
  PREROUTING,
  /** Packets for the node itself. */
  INPUT,
  /** Packets that pass through. */
  FORWARD,
  /** Packets of the node itself. */
  OUTPUT,
  /** Every packet that goes out. */
  POSTROUTING;

  private static final List<Station> AT_PREROUTING =
      List.of(Station.RAW, Station.MANGLE, Station.NAT);
  // Virtual servers: NF_IP_PRI_NAT_SRC - 1 (net/netfilter/ipvs/ip_vs_core.c ip_vs_ops4).
  private static final List<Station> AT_INPUT =
      List.of(Station.MANGLE, Station.FILTER, Station.SECURITY, Station.IPVS, Station.NAT);
  private static final List<Station> AT_FORWARD =
      List.of(Station.MANGLE, Station.FILTER, Station.SECURITY);
  // Virtual servers: NF_IP_PRI_NAT_DST + 2, ahead of table filter.
  private static final List<Station> AT_OUTPUT =
      List.of(
          Station.RAW, Station.MANGLE, Station.NAT, Station.IPVS, Station.FILTER, Station.SECURITY);
  private static final List<Station> AT_POSTROUTING = List.of(Station.MANGLE, Station.NAT);

  /** What it calls, in the kernel's order. */
  List<Station> stations() {
    return switch (this) {
      case PREROUTING -> AT_PREROUTING;
      case INPUT -> AT_INPUT;
      case FORWARD -> AT_FORWARD;
      case OUTPUT -> AT_OUTPUT;
      case POSTROUTING -> AT_POSTROUTING;
    };
  }

  /** Whether table nat rewrites the source here, not the destination. */
  boolean rewritesSource() {
    return this == INPUT || this == POSTROUTING;
  }
}
