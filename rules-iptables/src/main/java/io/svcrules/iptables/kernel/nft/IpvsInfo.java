// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.IpvsMatch;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Protocol;
import io.svcrules.netlink.nftables.XtMatch;

/** {@code struct xt_ipvs_mtinfo} (linux/netfilter/xt_ipvs.h), a virtual server whole. */
final class IpvsInfo {
  static final String NAME = "ipvs";
  static final int SIZE = 40;
  static final int ADDRESS = 0;
  static final int MASK = 16;
  static final int PORT = 32;
  static final int PROTOCOL = 34;
  static final int BITMASK = 39;

  /** XT_IPVS_PROTO, XT_IPVS_VADDR and XT_IPVS_VPORT. */
  static final int PROTOCOL_ADDRESS_PORT = (1 << 1) | (1 << 2) | (1 << 3);

  private IpvsInfo() {}

  static XtMatch encode(IpvsMatch match) {
    XtStructure info =
        new XtStructure(SIZE)
            .address(ADDRESS, match.address())
            .ones(MASK, AddressBytes.length(match.address().family()))
            .u16be(PORT, match.port())
            .u8(PROTOCOL, match.protocol().number())
            .u8(BITMASK, PROTOCOL_ADDRESS_PORT);
    return new XtMatch(NAME, 0, info.toBytes());
  }

  /** The match, or null for a protocol that services do not have. */
  static IpvsMatch decode(XtStructure info, IpFamily family) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.number() == info.u8(PROTOCOL)) {
        return new IpvsMatch(protocol, info.address(ADDRESS, family), info.u16be(PORT));
      }
    }
    return null;
  }
}
