// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.flow;

import io.svcrules.iptables.flow.Flow;
import io.svcrules.iptables.flow.TransportAddress;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.conntrack.ConntrackEntry;
import io.svcrules.netlink.conntrack.ConntrackTuple;
import java.util.Optional;

/** Flows in the words of ctnetlink, and back. */
final class FlowCodec {
  /** include/net/netfilter/nf_conntrack_zones.h NF_CT_DEFAULT_ZONE_ID. */
  private static final int DEFAULT_ZONE = 0;

  private FlowCodec() {}

  /** The flow of an entry; empty if it is of a zone that rules of services never see. */
  static Optional<Flow> decode(Protocol protocol, ConntrackEntry entry) {
    ConntrackTuple original = entry.original();
    if (entry.zone() != DEFAULT_ZONE || original.zone() != DEFAULT_ZONE) {
      return Optional.empty();
    }
    return Optional.of(
        new Flow(
            protocol,
            new TransportAddress(address(original.source()), original.sourcePort()),
            new TransportAddress(address(original.destination()), original.destinationPort()),
            new TransportAddress(address(entry.reply().source()), entry.reply().sourcePort()),
            entry.id()));
  }

  /** What names the flow to the kernel; of the other direction only who answers is known. */
  static ConntrackEntry entry(Flow flow) {
    ConntrackTuple original = tuple(flow.protocol(), flow.client(), flow.destination());
    ConntrackTuple reply = tuple(flow.protocol(), flow.answering(), flow.client());
    return new ConntrackEntry(original, reply, 0, 0, 0, DEFAULT_ZONE, flow.id());
  }

  private static ConntrackTuple tuple(
      Protocol protocol, TransportAddress from, TransportAddress to) {
    return ConntrackTuple.of(
        protocol.number(), address(from.address()), from.port(), address(to.address()), to.port());
  }

  static InetFamily family(IpFamily family) {
    return switch (family) {
      case IPV4 -> InetFamily.IPV4;
      case IPV6 -> InetFamily.IPV6;
    };
  }

  static IpAddress address(InetAddr address) {
    return switch (address.family()) {
      case IPV4 -> IpAddress.ofIpv4((int) address.low());
      case IPV6 -> IpAddress.ofIpv6(address.high(), address.low());
    };
  }

  private static InetAddr address(IpAddress address) {
    return new InetAddr(family(address.family()), address.high(), address.low());
  }
}
