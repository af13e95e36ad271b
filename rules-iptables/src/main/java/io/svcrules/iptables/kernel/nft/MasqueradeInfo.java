// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.MasqueradeTarget;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.XtTarget;

/**
 * {@code struct nf_nat_ipv4_multi_range_compat} for IPv4, {@code struct nf_nat_range} for IPv6
 * (linux/netfilter/nf_nat.h), without addresses and ports.
 */
final class MasqueradeInfo {
  static final String NAME = "MASQUERADE";
  static final int IPV4_SIZE = 20;
  static final int IPV4_RANGE_SIZE = 0;
  static final int IPV4_FLAGS = 4;
  static final int IPV6_SIZE = 40;
  static final int IPV6_FLAGS = 0;

  /** NF_NAT_RANGE_PROTO_RANDOM_FULLY. */
  static final int RANDOM_FULLY = 1 << 4;

  private MasqueradeInfo() {}

  static XtTarget encode(MasqueradeTarget target, IpFamily family) {
    int flags = target.randomFully() ? RANDOM_FULLY : 0;
    XtStructure info =
        switch (family) {
          case IPV4 -> new XtStructure(IPV4_SIZE).u32(IPV4_RANGE_SIZE, 1).u32(IPV4_FLAGS, flags);
          case IPV6 -> new XtStructure(IPV6_SIZE).u32(IPV6_FLAGS, flags);
        };
    return new XtTarget(NAME, 0, info.toBytes());
  }

  static MasqueradeTarget decode(XtStructure info, IpFamily family) {
    int at = family == IpFamily.IPV4 ? IPV4_FLAGS : IPV6_FLAGS;
    return new MasqueradeTarget(info.u32(at) == RANDOM_FULLY);
  }

  static int size(IpFamily family) {
    return family == IpFamily.IPV4 ? IPV4_SIZE : IPV6_SIZE;
  }
}
