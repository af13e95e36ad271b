// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.TransportMatch;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.nftables.XtMatch;

/**
 * {@code struct xt_tcp} and {@code struct xt_udp} (linux/netfilter/xt_tcpudp.h), {@code struct
 * xt_sctp_info} (linux/netfilter/xt_sctp.h), the destination port alone.
 */
final class TransportInfo {
  static final int TCP_SIZE = 12;
  static final int UDP_SIZE = 10;
  static final int TCP_UDP_SOURCE_PORTS = 0;
  static final int TCP_UDP_DESTINATION_PORTS = 4;

  static final int SCTP_SIZE = 292;
  static final int SCTP_DESTINATION_PORTS = 0;
  static final int SCTP_FLAG_INFO = 268;

  /** {@code sizeof(struct xt_sctp_flag_info)}, and XT_NUM_SCTP_FLAGS of them. */
  static final int SCTP_FLAG_SIZE = 3;

  static final int SCTP_FLAG_COUNT = 4;
  static final int SCTP_FLAGS = 284;

  /** XT_SCTP_DEST_PORTS. */
  static final int SCTP_CHECKS_DESTINATION = 2;

  /** The chunk type -1. */
  private static final int SCTP_ANY_CHUNK = 0xff;

  private static final int MAX_PORT = 0xffff;

  private TransportInfo() {}

  static XtMatch encode(TransportMatch match) {
    int port = match.destinationPort();
    XtStructure info =
        switch (match.protocol()) {
          case TCP -> tcpOrUdp(TCP_SIZE, port);
          case UDP -> tcpOrUdp(UDP_SIZE, port);
          case SCTP -> sctp(port);
        };
    return new XtMatch(match.protocol().lowerCase(), 0, info.toBytes());
  }

  private static XtStructure tcpOrUdp(int size, int port) {
    return ports(
        ports(new XtStructure(size), TCP_UDP_SOURCE_PORTS, 0), TCP_UDP_DESTINATION_PORTS, port);
  }

  /** Without a port nothing is set but what iptables presets: no chunk type is asked for. */
  private static XtStructure sctp(int port) {
    XtStructure info = new XtStructure(SCTP_SIZE);
    for (int i = 0; i < SCTP_FLAG_COUNT; i++) {
      info.u8(SCTP_FLAG_INFO + i * SCTP_FLAG_SIZE, SCTP_ANY_CHUNK);
    }
    return info.u16(SCTP_DESTINATION_PORTS, port)
        .u16(SCTP_DESTINATION_PORTS + Short.BYTES, port)
        .u32(SCTP_FLAGS, port == 0 ? 0 : SCTP_CHECKS_DESTINATION);
  }

  private static XtStructure ports(XtStructure info, int at, int port) {
    return info.u16(at, port).u16(at + Short.BYTES, port == 0 ? MAX_PORT : port);
  }

  static TransportMatch decode(XtStructure info, Protocol protocol) {
    int at = protocol == Protocol.SCTP ? SCTP_DESTINATION_PORTS : TCP_UDP_DESTINATION_PORTS;
    return new TransportMatch(protocol, info.u16(at));
  }

  static int size(Protocol protocol) {
    return switch (protocol) {
      case TCP -> TCP_SIZE;
      case UDP -> UDP_SIZE;
      case SCTP -> SCTP_SIZE;
    };
  }
}
