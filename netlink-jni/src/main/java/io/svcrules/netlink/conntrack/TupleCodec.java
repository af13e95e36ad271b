// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static io.svcrules.netlink.conntrack.ConntrackUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.conntrack.ConntrackTuple.IcmpQuery;
import java.util.Optional;

/** Tuples as attributes, and back. */
final class TupleCodec {

  private TupleCodec() {}

  static void write(AttributeWriter out, int type, ConntrackTuple tuple) {
    int nest = out.beginNested(type);
    boolean ipv4 = tuple.source().family() == InetFamily.IPV4;
    int addresses = out.beginNested(CTA_TUPLE_IP);
    out.address(ipv4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC, tuple.source());
    out.address(ipv4 ? CTA_IP_V4_DST : CTA_IP_V6_DST, tuple.destination());
    out.endNested(addresses);
    int protocol = out.beginNested(CTA_TUPLE_PROTO);
    out.u8(CTA_PROTO_NUM, tuple.protocol());
    if (tuple.icmp().isPresent()) {
      write(out, ipv4, tuple.icmp().get());
    } else {
      out.u16be(CTA_PROTO_SRC_PORT, tuple.sourcePort());
      out.u16be(CTA_PROTO_DST_PORT, tuple.destinationPort());
    }
    out.endNested(protocol);
    if (tuple.zone() != 0) {
      out.u16be(CTA_TUPLE_ZONE, tuple.zone());
    }
    out.endNested(nest);
  }

  private static void write(AttributeWriter out, boolean ipv4, IcmpQuery icmp) {
    out.u16be(ipv4 ? CTA_PROTO_ICMP_ID : CTA_PROTO_ICMPV6_ID, icmp.id());
    out.u8(ipv4 ? CTA_PROTO_ICMP_TYPE : CTA_PROTO_ICMPV6_TYPE, icmp.type());
    out.u8(ipv4 ? CTA_PROTO_ICMP_CODE : CTA_PROTO_ICMPV6_CODE, icmp.code());
  }

  static ConntrackTuple decode(AttributeReader attributes) {
    TupleBuilder tuple = new TupleBuilder();
    while (attributes.next()) {
      switch (attributes.type()) {
        case CTA_TUPLE_IP -> readAddresses(attributes.nested(), tuple);
        case CTA_TUPLE_PROTO -> readProtocol(attributes.nested(), tuple);
        case CTA_TUPLE_ZONE -> tuple.zone = attributes.u16be();
        default -> {} // None so far.
      }
    }
    return tuple.build();
  }

  private static void readAddresses(AttributeReader attributes, TupleBuilder tuple) {
    while (attributes.next()) {
      switch (attributes.type()) {
        case CTA_IP_V4_SRC, CTA_IP_V6_SRC -> tuple.source = attributes.address();
        case CTA_IP_V4_DST, CTA_IP_V6_DST -> tuple.destination = attributes.address();
        default -> {} // None so far.
      }
    }
  }

  private static void readProtocol(AttributeReader attributes, TupleBuilder tuple) {
    while (attributes.next()) {
      switch (attributes.type()) {
        case CTA_PROTO_NUM -> tuple.protocol = attributes.u8();
        case CTA_PROTO_SRC_PORT -> tuple.sourcePort = attributes.u16be();
        case CTA_PROTO_DST_PORT -> tuple.destinationPort = attributes.u16be();
        case CTA_PROTO_ICMP_ID, CTA_PROTO_ICMPV6_ID -> {
          tuple.isIcmp = true;
          tuple.icmpId = attributes.u16be();
        }
        case CTA_PROTO_ICMP_TYPE, CTA_PROTO_ICMPV6_TYPE -> tuple.icmpType = attributes.u8();
        case CTA_PROTO_ICMP_CODE, CTA_PROTO_ICMPV6_CODE -> tuple.icmpCode = attributes.u8();
        default -> {} // The key of a GRE call.
      }
    }
  }

  /** The parts of a tuple while they are read. */
  private static final class TupleBuilder {
    private InetAddr source = InetAddr.any(InetFamily.IPV4);
    private InetAddr destination = InetAddr.any(InetFamily.IPV4);
    private int protocol;
    private int sourcePort;
    private int destinationPort;
    private boolean isIcmp;
    private int icmpId;
    private int icmpType;
    private int icmpCode;
    private int zone;

    private ConntrackTuple build() {
      Optional<IcmpQuery> icmp =
          isIcmp ? Optional.of(new IcmpQuery(icmpId, icmpType, icmpCode)) : Optional.empty();
      return new ConntrackTuple(
          source, destination, protocol, sourcePort, destinationPort, icmp, zone);
    }
  }
}
