// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import io.svcrules.netlink.InetAddr;
import java.util.Optional;

/**
 * One direction of a connection.
 *
 * @param source the address that sends
 * @param destination the address that receives, of the same family
 * @param protocol {@code IPPROTO_…}, 0 to 255
 * @param sourcePort 0 to 65535; 0 for protocols without ports
 * @param destinationPort 0 to 65535; 0 for protocols without ports
 * @param icmp what ICMP has instead of ports
 * @param zone the zone of this direction alone ({@code CTA_TUPLE_ZONE}), 0 to 65535; 0 if it has
 *     none of its own
 */
public record ConntrackTuple(
    InetAddr source,
    InetAddr destination,
    int protocol,
    int sourcePort,
    int destinationPort,
    Optional<IcmpQuery> icmp,
    int zone) {

  /** A direction of a protocol that has ports, such as TCP, UDP or SCTP. */
  public static ConntrackTuple of(
      int protocol, InetAddr source, int sourcePort, InetAddr destination, int destinationPort) {
    return new ConntrackTuple(
        source, destination, protocol, sourcePort, destinationPort, Optional.empty(), 0);
  }

  /**
   * What tells one ICMP exchange from another.
   *
   * @param id the identifier of an echo, 0 to 65535
   * @param type the message type, 0 to 255
   * @param code the message code, 0 to 255
   */
  public record IcmpQuery(int id, int type, int code) {}
}
