// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.conntrack;

import static io.svcrules.netlink.conntrack.ConntrackUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.MalformedMessageException;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;
import io.svcrules.netlink.netfilter.NetfilterHeader;
import io.svcrules.netlink.netfilter.NetfilterUapi;

/** Entries of connection tracking as messages, and back. */
final class ConntrackCodec {

  private static final int SUBSYSTEM = NetfilterUapi.NFNL_SUBSYS_CTNETLINK;

  private ConntrackCodec() {}

  /** Writes a whole entry, as the kernel dumps it. */
  static void writeEntry(MessageWriter out, ConntrackEntry entry, int flags) {
    AttributeWriter attributes =
        NetfilterHeader.begin(
            out, SUBSYSTEM, IPCTNL_MSG_CT_NEW, flags, entry.original().source().family().number());
    TupleCodec.write(attributes, CTA_TUPLE_ORIG, entry.original());
    TupleCodec.write(attributes, CTA_TUPLE_REPLY, entry.reply());
    attributes.u32be(CTA_STATUS, entry.status());
    attributes.u32be(CTA_TIMEOUT, entry.timeoutSeconds());
    attributes.u32be(CTA_MARK, entry.mark());
    attributes.u32be(CTA_ID, entry.id());
    attributes.u16be(CTA_ZONE, entry.zone());
    out.end();
  }

  /** Deletes the entry and not one that has taken its place. */
  static void writeDelete(MessageWriter out, ConntrackEntry entry) {
    AttributeWriter attributes = begin(out, IPCTNL_MSG_CT_DELETE, entry.original());
    TupleCodec.write(attributes, CTA_TUPLE_ORIG, entry.original());
    if (entry.id() != 0) {
      attributes.u32be(CTA_ID, entry.id());
    }
    if (entry.zone() != 0) {
      attributes.u16be(CTA_ZONE, entry.zone());
    }
    out.end();
  }

  /** Deletes whatever has a tuple. */
  static void writeDelete(MessageWriter out, ConntrackTuple original) {
    TupleCodec.write(begin(out, IPCTNL_MSG_CT_DELETE, original), CTA_TUPLE_ORIG, original);
    out.end();
  }

  private static AttributeWriter begin(MessageWriter out, int command, ConntrackTuple tuple) {
    int family = tuple.source().family().number();
    return NetfilterHeader.begin(out, SUBSYSTEM, command, 0, family);
  }

  /** Asks for the entries that fit a filter. */
  static void writeDump(MessageWriter out, ConntrackFilter filter) {
    int family = filter.family().map(InetFamily::number).orElse(NetfilterUapi.NFPROTO_UNSPEC);
    FilterCodec.write(NetfilterHeader.begin(out, SUBSYSTEM, IPCTNL_MSG_CT_GET, 0, family), filter);
    out.end();
  }

  static ConntrackEntry decode(NetlinkMessage message) {
    ConntrackTuple original = null;
    ConntrackTuple reply = null;
    int status = 0;
    int timeout = 0;
    int mark = 0;
    int zone = 0;
    int id = 0;
    AttributeReader attributes = NetfilterHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case CTA_TUPLE_ORIG -> original = TupleCodec.decode(attributes.nested());
        case CTA_TUPLE_REPLY -> reply = TupleCodec.decode(attributes.nested());
        case CTA_STATUS -> status = attributes.u32be();
        case CTA_TIMEOUT -> timeout = attributes.u32be();
        case CTA_MARK -> mark = attributes.u32be();
        case CTA_ZONE -> zone = attributes.u16be();
        case CTA_ID -> id = attributes.u32be();
        default -> {} // Counters, time stamps, labels, protocol states: nothing to decide by.
      }
    }
    attributes.finish();
    if (original == null || reply == null) {
      throw new MalformedMessageException("a connection without both of its tuples");
    }
    return new ConntrackEntry(original, reply, status, timeout, mark, zone, id);
  }
}
