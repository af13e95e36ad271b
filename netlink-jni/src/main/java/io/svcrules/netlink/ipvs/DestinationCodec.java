// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

import static io.svcrules.netlink.ipvs.IpvsUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.Bytes;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;

/** Destinations as nested attributes, and back. */
final class DestinationCodec {

  private DestinationCodec() {}

  /** Writes address and port only, which suffice to delete. */
  static void writeKey(AttributeWriter out, IpvsDestination destination) {
    int nest = out.beginNested(IPVS_CMD_ATTR_DEST);
    writeKeyParts(out, destination);
    out.endNested(nest);
  }

  private static void writeKeyParts(AttributeWriter out, IpvsDestination destination) {
    out.u16(IPVS_DEST_ATTR_ADDR_FAMILY, destination.address().family().number());
    out.paddedAddress(IPVS_DEST_ATTR_ADDR, destination.address());
    out.u16be(IPVS_DEST_ATTR_PORT, destination.port());
  }

  static void write(AttributeWriter out, IpvsDestination destination) {
    int nest = out.beginNested(IPVS_CMD_ATTR_DEST);
    writeKeyParts(out, destination);
    out.u32(IPVS_DEST_ATTR_FWD_METHOD, destination.forwarding().number());
    out.u32(IPVS_DEST_ATTR_WEIGHT, destination.weight());
    out.u32(IPVS_DEST_ATTR_U_THRESH, destination.upperThreshold());
    out.u32(IPVS_DEST_ATTR_L_THRESH, destination.lowerThreshold());
    out.endNested(nest);
  }

  /**
   * Reads a destination.
   *
   * @param serviceFamily the family of its address where the kernel does not say (before 3.18)
   */
  static IpvsDestinationStatus decode(AttributeReader attributes, InetFamily serviceFamily) {
    DestinationBuilder destination = new DestinationBuilder();
    destination.family = serviceFamily.number();
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPVS_DEST_ATTR_ADDR_FAMILY -> destination.family = attributes.u16();
        case IPVS_DEST_ATTR_ADDR -> destination.address = attributes.bytes();
        case IPVS_DEST_ATTR_PORT -> destination.port = attributes.u16be();
        case IPVS_DEST_ATTR_FWD_METHOD -> destination.forwarding = forwarding(attributes);
        case IPVS_DEST_ATTR_WEIGHT -> destination.weight = attributes.u32();
        case IPVS_DEST_ATTR_U_THRESH -> destination.upper = attributes.u32();
        case IPVS_DEST_ATTR_L_THRESH -> destination.lower = attributes.u32();
        case IPVS_DEST_ATTR_ACTIVE_CONNS -> destination.active = attributes.u32();
        case IPVS_DEST_ATTR_INACT_CONNS -> destination.inactive = attributes.u32();
        case IPVS_DEST_ATTR_PERSIST_CONNS -> destination.persistent = attributes.u32();
        case IPVS_DEST_ATTR_STATS -> destination.stats = StatsCodec.decode(attributes.nested());
        case IPVS_DEST_ATTR_STATS64 ->
            destination.stats64 = StatsCodec.decode64(attributes.nested());
        default -> {} // The kind of tunnel.
      }
    }
    return destination.build();
  }

  private static ForwardingMethod forwarding(AttributeReader attribute) {
    int number = attribute.u32() & IP_VS_CONN_F_FWD_MASK;
    for (ForwardingMethod method : ForwardingMethod.values()) {
      if (method.number() == number) {
        return method;
      }
    }
    attribute.fail("forwarding method " + number);
    return ForwardingMethod.MASQUERADE;
  }

  /** The parts of a destination while they are read. */
  private static final class DestinationBuilder {
    private int family;
    private Bytes address = Bytes.empty();
    private int port;
    private ForwardingMethod forwarding = ForwardingMethod.MASQUERADE;
    private int weight;
    private int upper;
    private int lower;
    private int active;
    private int inactive;
    private int persistent;
    private IpvsStats stats = IpvsStats.none();
    private IpvsStats stats64;

    private IpvsDestinationStatus build() {
      InetAddr known = InetAddr.of(InetFamily.of(family), address);
      return new IpvsDestinationStatus(
          new IpvsDestination(known, port, forwarding, weight, upper, lower),
          active,
          inactive,
          persistent,
          stats64 == null ? stats : stats64);
    }
  }
}
