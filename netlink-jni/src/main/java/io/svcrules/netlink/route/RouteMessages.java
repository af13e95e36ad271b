// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static io.svcrules.netlink.route.RouteUapi.RTA_DPORT;
import static io.svcrules.netlink.route.RouteUapi.RTA_DST;
import static io.svcrules.netlink.route.RouteUapi.RTA_GATEWAY;
import static io.svcrules.netlink.route.RouteUapi.RTA_IIF;
import static io.svcrules.netlink.route.RouteUapi.RTA_IP_PROTO;
import static io.svcrules.netlink.route.RouteUapi.RTA_MARK;
import static io.svcrules.netlink.route.RouteUapi.RTA_MULTIPATH;
import static io.svcrules.netlink.route.RouteUapi.RTA_OIF;
import static io.svcrules.netlink.route.RouteUapi.RTA_PREFSRC;
import static io.svcrules.netlink.route.RouteUapi.RTA_PRIORITY;
import static io.svcrules.netlink.route.RouteUapi.RTA_SPORT;
import static io.svcrules.netlink.route.RouteUapi.RTA_SRC;
import static io.svcrules.netlink.route.RouteUapi.RTA_TABLE;
import static io.svcrules.netlink.route.RouteUapi.RTM_GETROUTE;
import static io.svcrules.netlink.route.RouteUapi.SIZEOF_RTMSG;
import static io.svcrules.netlink.route.RouteUapi.SIZEOF_RTNEXTHOP;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;
import java.util.Optional;

/** Routes as messages of rtnetlink. */
final class RouteMessages {
  private RouteMessages() {}

  /** Asks for all routes of a family: {@code struct rtmsg}. */
  static void writeGetRoutes(MessageWriter out, InetFamily family) {
    out.begin(RTM_GETROUTE, 0).u8(family.number()).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u8(0).u32(0);
    out.end();
  }

  /** Asks for the route of one packet. */
  static void writeGetRoute(MessageWriter out, RouteQuery query) {
    InetAddr destination = query.destination();
    int bits = destination.family().bits();
    AttributeWriter attributes =
        out.begin(RTM_GETROUTE, 0)
            .u8(destination.family().number())
            .u8(bits)
            .u8(query.source().isPresent() ? bits : 0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u32(0)
            .attributes();
    attributes.address(RTA_DST, destination);
    query.source().ifPresent(source -> attributes.address(RTA_SRC, source));
    if (query.incomingLink() != 0) {
      attributes.u32(RTA_IIF, query.incomingLink());
    }
    attributes.u32(RTA_MARK, query.mark());
    if (query.flow().isPresent()) {
      RouteQuery.Flow flow = query.flow().get();
      attributes.u8(RTA_IP_PROTO, flow.protocol());
      attributes.u16be(RTA_SPORT, flow.sourcePort());
      attributes.u16be(RTA_DPORT, flow.destinationPort());
    }
    out.end();
  }

  /**
   * Reads a route.
   *
   * @throws io.svcrules.netlink.MalformedMessageException also if it is of another family than IPv4
   *     and IPv6
   */
  static NetworkRoute decode(NetlinkMessage message) {
    InetFamily family = InetFamily.of(message.u8(0));
    int prefixLength = message.u8(1);
    int table = message.u8(4);
    int type = message.u8(7);
    InetAddr destination = InetAddr.any(family);
    int link = 0;
    Optional<InetAddr> gateway = Optional.empty();
    Optional<InetAddr> source = Optional.empty();
    long priority = 0;
    AttributeReader attributes = message.attributes(SIZEOF_RTMSG);
    while (attributes.next()) {
      switch (attributes.type()) {
        case RTA_DST -> destination = attributes.address();
        case RTA_OIF -> link = attributes.u32();
        case RTA_GATEWAY -> gateway = Optional.of(attributes.address());
        case RTA_PREFSRC -> source = Optional.of(attributes.address());
        case RTA_PRIORITY -> priority = Integer.toUnsignedLong(attributes.u32());
        // The header has eight bits; a table beyond has come since.
        case RTA_TABLE -> table = attributes.u32();
        // struct rtnexthop: u16 length, u8 flags, u8 hops, int interface.
        case RTA_MULTIPATH ->
            link =
                attributes.length() < SIZEOF_RTNEXTHOP ? 0 : attributes.bytes().u32(Integer.BYTES);
        default -> {} // Metrics, caches.
      }
    }
    attributes.finish();
    return new NetworkRoute(
        table, type, destination, prefixLength, link, gateway, source, priority);
  }
}
