// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.route;

import static io.svcrules.netlink.route.RouteUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.MalformedMessageException;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkUapi;

/** Links and addresses as messages of rtnetlink, and back. */
final class RouteCodec {

  private static final int NEW = NetlinkUapi.NLM_F_CREATE | NetlinkUapi.NLM_F_EXCL;

  private RouteCodec() {}

  /** Writes {@code struct ifinfomsg}. */
  private static AttributeWriter beginLink(
      MessageWriter out, int type, int flags, int index, int linkFlags, int change) {
    out.begin(type, flags).u8(0).u8(0).u16(0).u32(index).u32(linkFlags).u32(change);
    return out.attributes();
  }

  static void writeGetLinks(MessageWriter out) {
    beginLink(out, RTM_GETLINK, 0, 0, 0, 0);
    out.end();
  }

  static void writeGetLink(MessageWriter out, String name) {
    beginLink(out, RTM_GETLINK, 0, 0, 0, 0).string(IFLA_IFNAME, name);
    out.end();
  }

  static void writeNewLink(MessageWriter out, String name, String kind) {
    AttributeWriter attributes = beginLink(out, RTM_NEWLINK, NEW, 0, 0, 0);
    attributes.string(IFLA_IFNAME, name);
    int info = attributes.beginNestedWithoutFlag(IFLA_LINKINFO);
    attributes.string(IFLA_INFO_KIND, kind);
    attributes.endNested(info);
    out.end();
  }

  static void writeSetUp(MessageWriter out, int index, boolean up) {
    beginLink(out, RTM_NEWLINK, 0, index, up ? IFF_UP : 0, IFF_UP);
    out.end();
  }

  static void writeDeleteLink(MessageWriter out, int index) {
    beginLink(out, RTM_DELLINK, 0, index, 0, 0);
    out.end();
  }

  /** Writes a link as the kernel dumps it. */
  static void writeLink(MessageWriter out, Link link) {
    AttributeWriter attributes = beginLink(out, RTM_NEWLINK, 0, link.index(), link.flags(), 0);
    attributes.string(IFLA_IFNAME, link.name());
    attributes.u32(IFLA_MTU, link.mtu());
    if (!link.kind().isEmpty()) {
      int info = attributes.beginNestedWithoutFlag(IFLA_LINKINFO);
      attributes.string(IFLA_INFO_KIND, link.kind());
      attributes.endNested(info);
    }
    out.end();
  }

  static Link decodeLink(NetlinkMessage message) {
    String name = "";
    String kind = "";
    int mtu = 0;
    int index = message.u32(4);
    int flags = message.u32(8);
    AttributeReader attributes = message.attributes(SIZEOF_IFINFOMSG);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IFLA_IFNAME -> name = attributes.string();
        case IFLA_MTU -> mtu = attributes.u32();
        case IFLA_LINKINFO -> kind = decodeKind(attributes.nested());
        default -> {} // Dozens of them, for other purposes.
      }
    }
    attributes.finish();
    return new Link(index, name, kind, flags, mtu);
  }

  private static String decodeKind(AttributeReader attributes) {
    String kind = "";
    while (attributes.next()) {
      if (attributes.type() == IFLA_INFO_KIND) {
        kind = attributes.string();
      }
    }
    return kind;
  }

  /**
   * Asks for addresses.
   *
   * @param family {@code AF_…}, or 0 for all
   * @param index the number of a link, or 0 for all
   */
  static void writeGetAddresses(MessageWriter out, int family, int index) {
    beginAddress(out, RTM_GETADDR, 0, family, 0, 0, 0, index);
    out.end();
  }

  /** Writes {@code struct ifaddrmsg}. */
  private static AttributeWriter beginAddress(
      MessageWriter out,
      int type,
      int flags,
      int family,
      int prefix,
      int addressFlags,
      int scope,
      int index) {
    out.begin(type, flags).u8(family).u8(prefix).u8(addressFlags).u8(scope).u32(index);
    return out.attributes();
  }

  static void writeNewAddress(MessageWriter out, LinkAddress address) {
    writeAddress(out, RTM_NEWADDR, NEW, address);
  }

  static void writeDeleteAddress(MessageWriter out, LinkAddress address) {
    writeAddress(out, RTM_DELADDR, 0, address);
  }

  private static void writeAddress(MessageWriter out, int type, int flags, LinkAddress address) {
    InetAddr local = address.address();
    // The header has eight bits of flags; those beyond have come since.
    boolean wide = (address.flags() & ~0xff) != 0;
    AttributeWriter attributes =
        beginAddress(
            out,
            type,
            flags,
            local.family().number(),
            address.prefixLength(),
            wide ? 0 : address.flags(),
            address.scope(),
            address.linkIndex());
    attributes.address(IFA_LOCAL, local);
    if (wide) {
      attributes.u32(IFA_FLAGS, address.flags());
    }
    attributes.address(IFA_ADDRESS, local);
    out.end();
  }

  /**
   * Reads an address.
   *
   * @throws MalformedMessageException also if it is of another family than IPv4 and IPv6
   */
  static LinkAddress decodeAddress(NetlinkMessage message) {
    InetFamily family = InetFamily.of(message.u8(0));
    int prefixLength = message.u8(1);
    int flags = message.u8(2);
    int scope = message.u8(3);
    int index = message.u32(4);
    InetAddr far = null;
    InetAddr near = null;
    AttributeReader attributes = message.attributes(SIZEOF_IFADDRMSG);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IFA_ADDRESS -> far = attributes.address();
        case IFA_LOCAL -> near = attributes.address();
        case IFA_FLAGS -> flags = attributes.u32();
        default -> {} // Labels, broadcast addresses, life times.
      }
    }
    attributes.finish();
    InetAddr address = near == null ? far : near;
    if (address == null || address.family() != family) {
      throw new MalformedMessageException("an address message without an address of its family");
    }
    return new LinkAddress(index, address, prefixLength, scope, flags);
  }
}
