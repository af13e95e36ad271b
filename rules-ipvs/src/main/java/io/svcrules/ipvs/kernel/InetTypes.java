// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;

/** Addresses and families as netlink has them, and back: the same numbers in other types. */
final class InetTypes {
  private InetTypes() {}

  static InetFamily toNetlink(IpFamily family) {
    return switch (family) {
      case IPV4 -> InetFamily.IPV4;
      case IPV6 -> InetFamily.IPV6;
    };
  }

  static IpFamily fromNetlink(InetFamily family) {
    return switch (family) {
      case IPV4 -> IpFamily.IPV4;
      case IPV6 -> IpFamily.IPV6;
    };
  }

  static InetAddr toNetlink(IpAddress address) {
    return new InetAddr(toNetlink(address.family()), address.high(), address.low());
  }

  static IpAddress fromNetlink(InetAddr address) {
    return new IpAddress(fromNetlink(address.family()), address.high(), address.low());
  }
}
