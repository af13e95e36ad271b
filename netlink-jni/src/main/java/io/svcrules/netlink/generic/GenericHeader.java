// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;

/** The fixed header of generic netlink messages ({@code struct genlmsghdr}). */
public final class GenericHeader {

  private GenericHeader() {}

  /**
   * Opens a message and writes the header.
   *
   * @param family the family's number
   * @param command the family's own number for the kind of message
   * @param version of the family's protocol
   * @param flags {@code NLM_F_…}
   */
  public static AttributeWriter begin(
      MessageWriter out, int family, int command, int version, int flags) {
    out.begin(family, flags).u8(command).u8(version).u16(0);
    return out.attributes();
  }

  /** The command in the header of a message. */
  public static int command(NetlinkMessage message) {
    return message.u8(0);
  }

  /** The attributes after the header. */
  public static AttributeReader attributes(NetlinkMessage message) {
    return message.attributes(GenericUapi.SIZEOF_GENLMSGHDR);
  }
}
