// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.DnatTarget;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.XtTarget;

/** {@code struct nf_nat_range2} (linux/netfilter/nf_nat.h) with one address and one port. */
final class DnatInfo {
  static final String NAME = "DNAT";
  static final int SIZE = 44;
  static final int FLAGS = 0;
  static final int MIN_ADDRESS = 4;
  static final int MAX_ADDRESS = 20;
  static final int MIN_PORT = 36;
  static final int MAX_PORT = 38;

  /** NF_NAT_RANGE_MAP_IPS and NF_NAT_RANGE_PROTO_SPECIFIED. */
  static final int ADDRESS_AND_PORT = 1 | (1 << 1);

  private static final int REVISION = 2;

  private DnatInfo() {}

  static XtTarget encode(DnatTarget target, IpFamily family) {
    if (target.address().family() != family || target.port() < 1 || target.port() > 0xffff) {
      throw new UnsupportedRuleException("DNAT to " + target.address() + " " + target.port());
    }
    XtStructure info =
        new XtStructure(SIZE)
            .u32(FLAGS, ADDRESS_AND_PORT)
            .address(MIN_ADDRESS, target.address())
            .address(MAX_ADDRESS, target.address())
            .u16be(MIN_PORT, target.port())
            .u16be(MAX_PORT, target.port());
    return new XtTarget(NAME, REVISION, info.toBytes());
  }

  /** The target, or null if it has no port. */
  static DnatTarget decode(XtStructure info, IpFamily family) {
    int port = info.u16be(MIN_PORT);
    return port == 0 ? null : new DnatTarget(info.address(MIN_ADDRESS, family), port);
  }
}
