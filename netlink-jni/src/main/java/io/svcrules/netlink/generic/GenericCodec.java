// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.generic;

import static io.svcrules.netlink.generic.GenericUapi.*;

import io.svcrules.netlink.AttributeReader;
import io.svcrules.netlink.AttributeWriter;
import io.svcrules.netlink.MessageWriter;
import io.svcrules.netlink.NetlinkMessage;

/** Messages of the controller, which knows the families. */
final class GenericCodec {

  /** {@code CTRL} has had this version since its beginning, and has no constant for it. */
  private static final int CONTROLLER_VERSION = 1;

  private GenericCodec() {}

  static void writeGetFamily(MessageWriter out, String name) {
    begin(out, CTRL_CMD_GETFAMILY).string(CTRL_ATTR_FAMILY_NAME, name);
    out.end();
  }

  static void writeGetFamilies(MessageWriter out) {
    begin(out, CTRL_CMD_GETFAMILY);
    out.end();
  }

  private static AttributeWriter begin(MessageWriter out, int command) {
    return GenericHeader.begin(out, GENL_ID_CTRL, command, CONTROLLER_VERSION, 0);
  }

  /** Writes a family as the kernel reports it. */
  static void writeFamily(MessageWriter out, GenericFamily family) {
    AttributeWriter attributes = begin(out, CTRL_CMD_NEWFAMILY);
    attributes.string(CTRL_ATTR_FAMILY_NAME, family.name());
    attributes.u16(CTRL_ATTR_FAMILY_ID, family.id());
    attributes.u32(CTRL_ATTR_VERSION, family.version());
    attributes.u32(CTRL_ATTR_HDRSIZE, family.headerLength());
    attributes.u32(CTRL_ATTR_MAXATTR, family.maxAttribute());
    out.end();
  }

  static GenericFamily decode(NetlinkMessage message) {
    int id = 0;
    String name = "";
    int version = 0;
    int headerLength = 0;
    int maxAttribute = 0;
    AttributeReader attributes = GenericHeader.attributes(message);
    while (attributes.next()) {
      switch (attributes.type()) {
        case CTRL_ATTR_FAMILY_ID -> id = attributes.u16();
        case CTRL_ATTR_FAMILY_NAME -> name = attributes.string();
        case CTRL_ATTR_VERSION -> version = attributes.u32();
        case CTRL_ATTR_HDRSIZE -> headerLength = attributes.u32();
        case CTRL_ATTR_MAXATTR -> maxAttribute = attributes.u32();
        default -> {} // Operations and multicast groups.
      }
    }
    attributes.finish();
    return new GenericFamily(id, name, version, headerLength, maxAttribute);
  }
}
