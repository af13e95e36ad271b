// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.AddrTypeMatch;
import io.svcrules.iptables.PacketSide;
import io.svcrules.netlink.nftables.XtMatch;
import java.util.List;

/** {@code struct xt_addrtype_info_v1} (linux/netfilter/xt_addrtype.h), one type of one address. */
final class AddrTypeInfo {
  static final String NAME = "addrtype";
  static final int SIZE = 8;
  static final int SOURCE = 0;
  static final int DESTINATION = 2;
  static final int FLAGS = 4;

  /** XT_ADDRTYPE_INVERT_SOURCE and, one bit higher, XT_ADDRTYPE_INVERT_DEST. */
  static final int INVERT_SOURCE = 1;

  static final int INVERT_DESTINATION = 2;

  /** By number: linux/rtnetlink.h RTN_UNSPEC to RTN_XRESOLVE. */
  static final List<String> TYPES =
      List.of(
          "UNSPEC",
          "UNICAST",
          "LOCAL",
          "BROADCAST",
          "ANYCAST",
          "MULTICAST",
          "BLACKHOLE",
          "UNREACHABLE",
          "PROHIBIT",
          "THROW",
          "NAT",
          "XRESOLVE");

  private static final int REVISION = 1;

  private AddrTypeInfo() {}

  static XtMatch encode(AddrTypeMatch match) {
    int type = TYPES.indexOf(match.type());
    if (type < 0) {
      throw new UnsupportedRuleException("no address type \"" + match.type() + "\"");
    }
    boolean source = match.side() == PacketSide.SOURCE;
    int inverted = source ? INVERT_SOURCE : INVERT_DESTINATION;
    XtStructure info =
        new XtStructure(SIZE)
            .u16(source ? SOURCE : DESTINATION, 1 << type)
            .u32(FLAGS, match.negated() ? inverted : 0);
    return new XtMatch(NAME, REVISION, info.toBytes());
  }

  /** The match, or null if it asks for no type that has a name. */
  static AddrTypeMatch decode(XtStructure info) {
    PacketSide side = info.u16(SOURCE) != 0 ? PacketSide.SOURCE : PacketSide.DESTINATION;
    int types = info.u16(side == PacketSide.SOURCE ? SOURCE : DESTINATION);
    int type = Integer.numberOfTrailingZeros(types);
    return type < TYPES.size()
        ? new AddrTypeMatch(side, info.u32(FLAGS) != 0, TYPES.get(type))
        : null;
  }
}
