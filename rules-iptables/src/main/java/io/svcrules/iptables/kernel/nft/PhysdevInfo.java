// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.PhysdevMatch;
import io.svcrules.netlink.nftables.XtMatch;

/** {@code struct xt_physdev_info} (linux/netfilter/xt_physdev.h), {@code --physdev-is-in} alone. */
final class PhysdevInfo {
  static final String NAME = "physdev";
  static final int SIZE = 66;
  static final int INVERT = 64;
  static final int BITMASK = 65;

  /** XT_PHYSDEV_OP_ISIN. */
  static final int IS_IN = 8;

  private PhysdevInfo() {}

  static XtMatch encode(PhysdevMatch match) {
    XtStructure info =
        new XtStructure(SIZE).u8(INVERT, match.negated() ? IS_IN : 0).u8(BITMASK, IS_IN);
    return new XtMatch(NAME, 0, info.toBytes());
  }

  static PhysdevMatch decode(XtStructure info) {
    return new PhysdevMatch(info.u8(INVERT) != 0);
  }
}
