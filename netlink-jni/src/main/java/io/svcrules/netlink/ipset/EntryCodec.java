// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static io.svcrules.netlink.NetlinkUapi.NLA_F_NET_BYTEORDER;
import static io.svcrules.netlink.ipset.IpsetUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import java.util.Optional;
import java.util.OptionalInt;

/** Entries as nested attributes, and back. */
final class EntryCodec {

  private EntryCodec() {}

  /**
   * Writes an entry.
   *
   * @param line a number by which the kernel names it in an error, if there are several; negative
   *     to leave it out
   */
  static void write(AttributeWriter out, IpsetEntry entry, int line) {
    int data = out.beginNested(IPSET_ATTR_DATA);
    if (entry.address().isPresent()) {
      address(out, IPSET_ATTR_IP, entry.address().get());
    }
    if (entry.port().isPresent()) {
      out.u16be(IPSET_ATTR_PORT | NLA_F_NET_BYTEORDER, entry.port().getAsInt());
    }
    if (entry.protocol() != 0) {
      out.u8(IPSET_ATTR_PROTO, entry.protocol());
    }
    if (entry.second().isPresent()) {
      address(out, IPSET_ATTR_IP2, entry.second().get());
    }
    if (entry.prefixLength() != 0) {
      out.u8(IPSET_ATTR_CIDR2, entry.prefixLength());
    }
    if (entry.timeoutSeconds().isPresent()) {
      out.u32be(IPSET_ATTR_TIMEOUT | NLA_F_NET_BYTEORDER, entry.timeoutSeconds().getAsInt());
    }
    if (!entry.comment().isEmpty()) {
      out.string(IPSET_ATTR_COMMENT, entry.comment());
    }
    if (line >= 0) {
      out.u32be(IPSET_ATTR_LINENO | NLA_F_NET_BYTEORDER, line);
    }
    out.endNested(data);
  }

  private static void address(AttributeWriter out, int type, InetAddr address) {
    int nest = out.beginNested(type);
    boolean ipv4 = address.family() == InetFamily.IPV4;
    out.address(
        (ipv4 ? IPSET_ATTR_IPADDR_IPV4 : IPSET_ATTR_IPADDR_IPV6) | NLA_F_NET_BYTEORDER, address);
    out.endNested(nest);
  }

  static IpsetEntry decode(IpsetType type, AttributeReader attributes) {
    Optional<InetAddr> address = Optional.empty();
    Optional<InetAddr> second = Optional.empty();
    int protocol = 0;
    OptionalInt port = OptionalInt.empty();
    int prefixLength = 0;
    OptionalInt timeout = OptionalInt.empty();
    String comment = "";
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPSET_ATTR_IP -> address = decodeAddress(attributes.nested());
        case IPSET_ATTR_IP2 -> second = decodeAddress(attributes.nested());
        case IPSET_ATTR_PROTO -> protocol = attributes.u8();
        case IPSET_ATTR_PORT -> port = OptionalInt.of(attributes.u16be());
        case IPSET_ATTR_CIDR2 -> prefixLength = attributes.u8();
        case IPSET_ATTR_TIMEOUT -> timeout = OptionalInt.of(attributes.u32be());
        case IPSET_ATTR_COMMENT -> comment = attributes.string();
        default -> {} // Counters and skb data, of sets that others made.
      }
    }
    if (type == IpsetType.HASH_IP_PORT_NET && prefixLength == 0 && second.isPresent()) {
      prefixLength = second.get().family().bits();
    }
    return new IpsetEntry(address, protocol, port, second, prefixLength, timeout, comment);
  }

  private static Optional<InetAddr> decodeAddress(AttributeReader attributes) {
    Optional<InetAddr> address = Optional.empty();
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPSET_ATTR_IPADDR_IPV4, IPSET_ATTR_IPADDR_IPV6 ->
            address = Optional.of(attributes.address());
        default -> {} // None so far.
      }
    }
    return address;
  }
}
