// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

import static io.svcrules.netlink.NetlinkUapi.NLA_F_NET_BYTEORDER;
import static io.svcrules.netlink.NetlinkUapi.NLM_F_EXCL;
import static io.svcrules.netlink.ipset.IpsetUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkException;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.NetlinkUapi;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Commands of ipset as messages. */
final class IpsetCodec {

  private static final int SUBSYSTEM = NetfilterUapi.NFNL_SUBSYS_IPSET;

  /** Entries go into further messages before their list outgrows an attribute's length. */
  private static final int LIST_TARGET = 32 * 1024;

  private IpsetCodec() {}

  private static AttributeWriter begin(MessageWriter out, int command, int flags) {
    // The family in the header counts for nothing; ipset writes IPv4.
    AttributeWriter attributes =
        NetfilterHeader.begin(out, SUBSYSTEM, command, flags, NetfilterUapi.NFPROTO_IPV4);
    attributes.u8(IPSET_ATTR_PROTOCOL, IPSET_PROTOCOL);
    return attributes;
  }

  /** A command for one set: without a name some would be for all. */
  private static AttributeWriter begin(MessageWriter out, int command, int flags, String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length >= IPSET_MAXNAMELEN) {
      throw new NetlinkException("a set named \"" + name + "\"");
    }
    AttributeWriter attributes = begin(out, command, flags);
    attributes.string(IPSET_ATTR_SETNAME, name);
    return attributes;
  }

  static void writeGetType(MessageWriter out, IpsetSpec spec) {
    AttributeWriter attributes = begin(out, IPSET_CMD_TYPE, 0);
    attributes.string(IPSET_ATTR_TYPENAME, spec.type().toString());
    attributes.u8(IPSET_ATTR_FAMILY, SpecCodec.family(spec));
    out.end();
  }

  /** The highest revision of a type in the kernel. */
  static int decodeRevision(NetlinkMessage message) {
    return decodeByte(message, IPSET_ATTR_REVISION);
  }

  static void writeGetProtocol(MessageWriter out) {
    begin(out, IPSET_CMD_PROTOCOL, 0);
    out.end();
  }

  /** The lowest protocol version that the kernel speaks. */
  static int decodeLowestProtocol(NetlinkMessage message) {
    return decodeByte(message, IPSET_ATTR_PROTOCOL_MIN);
  }

  /** The highest protocol version that the kernel speaks. */
  static int decodeHighestProtocol(NetlinkMessage message) {
    return decodeByte(message, IPSET_ATTR_PROTOCOL);
  }

  private static int decodeByte(NetlinkMessage message, int type) {
    int value = 0;
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      if (attributes.type() == type) {
        value = attributes.u8();
      }
    }
    attributes.finish();
    return value;
  }

  static void writeCreate(MessageWriter out, IpsetSpec spec, int revision) {
    int flags = NetlinkUapi.NLM_F_CREATE | NLM_F_EXCL;
    SpecCodec.write(begin(out, IPSET_CMD_CREATE, flags, spec.name()), spec, revision);
    out.end();
  }

  /** A command that says all by its name and the set's: destroy, flush. */
  static void writeBare(MessageWriter out, int command, String name) {
    // Kernels since 5.13 take the destruction of no set for a success unless told otherwise.
    begin(out, command, command == IPSET_CMD_DESTROY ? NLM_F_EXCL : 0, name);
    out.end();
  }

  /** A command for two sets: swap, rename. */
  static void writePair(MessageWriter out, int command, String name, String other) {
    begin(out, command, 0, name).string(IPSET_ATTR_SETNAME2, other);
    out.end();
  }

  /** A command for one entry: add, delete, test. */
  static void writeEntry(MessageWriter out, int command, String name, IpsetEntry entry) {
    EntryCodec.write(
        begin(out, command, NLM_F_EXCL, name), entry, command == IPSET_CMD_TEST ? -1 : 0);
    out.end();
  }

  /**
   * A command for as many entries as fit into a message.
   *
   * @param from the index of the first, whose number for errors is one more
   * @return the index of the first that did not fit
   */
  static int writeEntries(
      MessageWriter out, int command, int flags, String name, List<IpsetEntry> entries, int from) {
    AttributeWriter attributes = begin(out, command, flags, name);
    // Obligatory with a list; in an error the kernel writes the line of the entry here.
    attributes.u32be(IPSET_ATTR_LINENO | NLA_F_NET_BYTEORDER, from + 1);
    int list = attributes.beginNested(IPSET_ATTR_ADT);
    int next = from;
    while (next < entries.size() && attributes.nestedLength(list) < LIST_TARGET) {
      EntryCodec.write(attributes, entries.get(next), next + 1);
      next++;
    }
    attributes.endNested(list);
    out.end();
    return next;
  }

  /** The line in a request that the kernel gave back with an error; 0 if there is none. */
  static int decodeLine(AttributeReader attributes) {
    int line = 0;
    while (attributes.next()) {
      if (attributes.type() == IPSET_ATTR_LINENO) {
        line = attributes.u32be();
      }
    }
    attributes.finish();
    return line;
  }

  /** The number of a listed set. */
  static IpsetIndex decodeIndex(NetlinkMessage message) {
    String name = "";
    int index = 0;
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPSET_ATTR_SETNAME -> name = attributes.string();
        case IPSET_ATTR_INDEX -> index = attributes.u16be();
        default -> {} // What the set is made of.
      }
    }
    attributes.finish();
    return new IpsetIndex(name, index);
  }

  /** The name of a listed set, and the name of its type. */
  static Map.Entry<String, String> decodeType(NetlinkMessage message) {
    String name = "";
    String type = "";
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case IPSET_ATTR_SETNAME -> name = attributes.string();
        case IPSET_ATTR_TYPENAME -> type = attributes.string();
        default -> {} // What the set is made of.
      }
    }
    attributes.finish();
    return Map.entry(name, type);
  }

  /** Lists a set with its entries. */
  static void writeList(MessageWriter out, String name) {
    begin(out, IPSET_CMD_LIST, 0, name);
    out.end();
  }

  /** Lists all sets, with their entries or without. */
  static void writeListAll(MessageWriter out, boolean withEntries) {
    AttributeWriter attributes = begin(out, IPSET_CMD_LIST, 0);
    if (!withEntries) {
      attributes.u32be(IPSET_ATTR_FLAGS | NLA_F_NET_BYTEORDER, IPSET_FLAG_LIST_HEADER);
    }
    out.end();
  }
}
