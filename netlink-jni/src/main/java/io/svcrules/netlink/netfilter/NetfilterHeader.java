// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.netfilter;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;

/** The fixed header of nfnetlink messages, and their type in two halves. */
public final class NetfilterHeader {

  private NetfilterHeader() {}

  /**
   * Opens a message and writes {@code struct nfgenmsg}.
   *
   * @param subsystem {@code NFNL_SUBSYS_…}
   * @param command the subsystem's own number for the kind of message
   * @param flags {@code NLM_F_…}
   * @param family {@code NFPROTO_…}
   * @return the writer of the message's attributes
   */
  public static AttributeWriter begin(
      MessageWriter out, int subsystem, int command, int flags, int family) {
    return open(out, subsystem << 8 | command, flags, family, 0);
  }

  private static AttributeWriter open(
      MessageWriter out, int type, int flags, int family, int resource) {
    out.begin(type, flags).u8(family).u8(NetfilterUapi.NFNETLINK_V0).u16be(resource);
    return out.attributes();
  }

  /** Writes the message that opens a batch for a subsystem. */
  public static AttributeWriter beginBatch(MessageWriter out, int subsystem) {
    return open(
        out, NetfilterUapi.NFNL_MSG_BATCH_BEGIN, 0, NetfilterUapi.NFPROTO_UNSPEC, subsystem);
  }

  /** Writes the whole message that closes a batch for a subsystem. */
  public static void endBatch(MessageWriter out, int subsystem) {
    open(out, NetfilterUapi.NFNL_MSG_BATCH_END, 0, NetfilterUapi.NFPROTO_UNSPEC, subsystem);
    out.end();
  }

  /** Whether a message is of a subsystem's kind. */
  public static boolean is(NetlinkMessage message, int subsystem, int command) {
    return message.type() == (subsystem << 8 | command);
  }

  /** The family in the header of a message, {@code NFPROTO_…}. */
  public static int family(NetlinkMessage message) {
    return message.u8(0);
  }

  /** The attributes after the header. */
  public static AttributeReader attributes(NetlinkMessage message) {
    return message.attributes(NetfilterUapi.SIZEOF_NFGENMSG);
  }
}
