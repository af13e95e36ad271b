// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static io.svcrules.netlink.route.RouteUapi.RTA_DST;
import static io.svcrules.netlink.route.RouteUapi.RTA_MULTIPATH;
import static io.svcrules.netlink.route.RouteUapi.RTA_OIF;
import static io.svcrules.netlink.route.RouteUapi.RTA_PREFSRC;
import static io.svcrules.netlink.route.RouteUapi.RTA_PRIORITY;
import static io.svcrules.netlink.route.RouteUapi.RTA_TABLE;
import static io.svcrules.netlink.route.RouteUapi.RTM_GETROUTE;
import static io.svcrules.netlink.route.RouteUapi.SIZEOF_RTMSG;
import static io.svcrules.netlink.route.RouteUapi.SIZEOF_RTNEXTHOP;

import io.svcrules.netlink.AttributeReader;
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
    Optional<InetAddr> source = Optional.empty();
    long priority = 0;
    AttributeReader attributes = message.attributes(SIZEOF_RTMSG);
    while (attributes.next()) {
      switch (attributes.type()) {
        case RTA_DST -> destination = attributes.address();
        case RTA_OIF -> link = attributes.u32();
        case RTA_PREFSRC -> source = Optional.of(attributes.address());
        case RTA_PRIORITY -> priority = Integer.toUnsignedLong(attributes.u32());
        // The header has eight bits; a table beyond has come since.
        case RTA_TABLE -> table = attributes.u32();
        // struct rtnexthop: u16 length, u8 flags, u8 hops, int interface.
        case RTA_MULTIPATH ->
            link =
                attributes.length() < SIZEOF_RTNEXTHOP ? 0 : attributes.bytes().u32(Integer.BYTES);
        default -> {} // Gateways, metrics, caches.
      }
    }
    attributes.finish();
    return new NetworkRoute(table, type, destination, prefixLength, link, source, priority);
  }
}
