// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static io.svcrules.netlink.NetlinkUapi.NLA_F_NET_BYTEORDER;
import static io.svcrules.netlink.ipset.IpsetUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What sets are created with, as attributes, and back. */
final class SpecCodec {

  private SpecCodec() {}

  /** Writes the attributes of a set from its type on. */
  static void write(AttributeWriter out, IpsetSpec spec, int revision) {
    out.string(IPSET_ATTR_TYPENAME, spec.type().toString());
    out.u8(IPSET_ATTR_REVISION, revision);
    out.u8(IPSET_ATTR_FAMILY, family(spec));
    int data = out.beginNested(IPSET_ATTR_DATA);
    if (!spec.type().hasFamily()) {
      out.u16be(IPSET_ATTR_PORT_FROM | NLA_F_NET_BYTEORDER, spec.firstPort());
      out.u16be(IPSET_ATTR_PORT_TO | NLA_F_NET_BYTEORDER, spec.lastPort());
    }
    if (spec.timeoutSeconds().isPresent()) {
      out.u32be(IPSET_ATTR_TIMEOUT | NLA_F_NET_BYTEORDER, spec.timeoutSeconds().getAsInt());
    }
    if (spec.comments()) {
      out.u32be(IPSET_ATTR_CADT_FLAGS | NLA_F_NET_BYTEORDER, IPSET_FLAG_WITH_COMMENT);
    }
    if (spec.hashSize() != 0) {
      out.u32be(IPSET_ATTR_HASHSIZE | NLA_F_NET_BYTEORDER, spec.hashSize());
    }
    if (spec.maxElements() != 0) {
      out.u32be(IPSET_ATTR_MAXELEM | NLA_F_NET_BYTEORDER, spec.maxElements());
    }
    if (spec.netmask() != 0) {
      out.u8(IPSET_ATTR_NETMASK, spec.netmask());
    }
    out.endNested(data);
  }

  static int family(IpsetSpec spec) {
    return spec.family().map(InetFamily::number).orElse(NetfilterUapi.NFPROTO_UNSPEC);
  }

  /** The options in a listed set's header, and how many use it. */
  static IpsetListing decode(String name, IpsetType type, int family, AttributeReader data) {
    int hashSize = 0;
    int maxElements = 0;
    int firstPort = 0;
    int lastPort = 0;
    int flags = 0;
    int references = 0;
    int netmask = 0;
    OptionalInt timeout = OptionalInt.empty();
    while (data.next()) {
      switch (data.type()) {
        case IPSET_ATTR_HASHSIZE -> hashSize = data.u32be();
        case IPSET_ATTR_MAXELEM -> maxElements = data.u32be();
        case IPSET_ATTR_PORT_FROM -> firstPort = data.u16be();
        case IPSET_ATTR_PORT_TO -> lastPort = data.u16be();
        case IPSET_ATTR_CADT_FLAGS -> flags = data.u32be();
        case IPSET_ATTR_NETMASK -> netmask = data.u8();
        case IPSET_ATTR_TIMEOUT -> timeout = OptionalInt.of(data.u32be());
        case IPSET_ATTR_REFERENCES -> references = data.u32be();
        default -> {} // Sizes in memory, hash seeds, options that are not used here.
      }
    }
    Optional<InetFamily> known =
        type.hasFamily() ? Optional.of(InetFamily.of(family)) : Optional.empty();
    boolean comments = (flags & IPSET_FLAG_WITH_COMMENT) != 0;
    return new IpsetListing(
        new IpsetSpec(
            name,
            type,
            known,
            hashSize,
            maxElements,
            firstPort,
            lastPort,
            timeout,
            comments,
            netmask),
        references,
        List.of());
  }
}
