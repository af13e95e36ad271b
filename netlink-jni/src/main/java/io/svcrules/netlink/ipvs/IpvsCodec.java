// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static io.svcrules.netlink.ipvs.IpvsUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.MalformedMessageException;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.generic.GenericHeader;

/** Commands of IPVS as messages, and its answers. */
final class IpvsCodec {

  private final int family;

  /** A codec for the number that generic netlink gave the family. */
  IpvsCodec(int family) {
    this.family = family;
  }

  private AttributeWriter begin(MessageWriter out, int command) {
    return GenericHeader.begin(out, family, command, IPVS_GENL_VERSION, 0);
  }

  /** Writes a command that needs no attributes. */
  void writeBare(MessageWriter out, int command) {
    begin(out, command);
    out.end();
  }

  /** Writes a command about one service. */
  void writeKey(MessageWriter out, int command, IpvsServiceKey key) {
    ServiceCodec.writeKey(begin(out, command), key);
    out.end();
  }

  void write(MessageWriter out, IpvsCommand command) {
    AttributeWriter attributes = begin(out, command.verb().number());
    if (command.service().isPresent()) {
      ServiceCodec.write(attributes, command.service().get());
    } else {
      ServiceCodec.writeKey(attributes, command.key());
    }
    if (command.destination().isPresent()) {
      if (command.verb() == IpvsCommand.Verb.DEL_DEST) {
        DestinationCodec.writeKey(attributes, command.destination().get());
      } else {
        DestinationCodec.write(attributes, command.destination().get());
      }
    }
    out.end();
  }

  void writeTimeouts(MessageWriter out, IpvsTimeouts timeouts) {
    AttributeWriter attributes = begin(out, IPVS_CMD_SET_CONFIG);
    attributes.u32(IPVS_CMD_ATTR_TIMEOUT_TCP, timeouts.tcpSeconds());
    attributes.u32(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, timeouts.tcpFinSeconds());
    attributes.u32(IPVS_CMD_ATTR_TIMEOUT_UDP, timeouts.udpSeconds());
    out.end();
  }

  static IpvsServiceStatus decodeService(NetlinkMessage message) {
    IpvsServiceStatus service = null;
    AttributeReader attributes = GenericHeader.attributes(message);
    while (attributes.next()) {
      if (attributes.type() == IPVS_CMD_ATTR_SERVICE) {
        service = ServiceCodec.decode(attributes.nested());
      }
    }
    attributes.finish();
    return require(service, "service");
  }

  static IpvsDestinationStatus decodeDestination(NetlinkMessage message, InetFamily family) {
    IpvsDestinationStatus destination = null;
    AttributeReader attributes = GenericHeader.attributes(message);
    while (attributes.next()) {
      if (attributes.type() == IPVS_CMD_ATTR_DEST) {
        destination = DestinationCodec.decode(attributes.nested(), family);
      }
    }
    attributes.finish();
    return require(destination, "destination");
  }

  private static <T> T require(T part, String name) {
    if (part == null) {
      throw new MalformedMessageException("an IPVS message without a " + name);
    }
    return part;
  }

  static IpvsTimeouts decodeTimeouts(NetlinkMessage message) {
    int tcp = 0;
    int tcpFin = 0;
    int udp = 0;
    AttributeReader attributes = GenericHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPVS_CMD_ATTR_TIMEOUT_TCP -> tcp = attributes.u32();
        case IPVS_CMD_ATTR_TIMEOUT_TCP_FIN -> tcpFin = attributes.u32();
        case IPVS_CMD_ATTR_TIMEOUT_UDP -> udp = attributes.u32();
        default -> {} // None so far.
      }
    }
    attributes.finish();
    return new IpvsTimeouts(tcp, tcpFin, udp);
  }

  static IpvsInfo decodeInfo(NetlinkMessage message) {
    int version = 0;
    int tableSize = 0;
    AttributeReader attributes = GenericHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPVS_INFO_ATTR_VERSION -> version = attributes.u32();
        case IPVS_INFO_ATTR_CONN_TAB_SIZE -> tableSize = attributes.u32();
        default -> {} // None so far.
      }
    }
    attributes.finish();
    return new IpvsInfo(version, tableSize);
  }
}
