// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.route;

import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.route.LinkAddress;
import io.svcrules.netlink.route.RouteUapi;
import java.util.List;
import java.util.Optional;

/**
 * Finds the address that masquerading gives packets. The source that a route prefers does not
 * matter to it: net/netfilter/nf_nat_masquerade.c asks for an address of the device.
 *
 * @param addresses those of all links, in the kernel's order
 */
record MasqueradeSource(List<LinkAddress> addresses) {

  /** Copies the list. */
  MasqueradeSource {
    addresses = List.copyOf(addresses);
  }

  /**
   * The address of a link.
   *
   * @param nextHop where the link passes packets on to
   * @param destination where they go
   */
  Optional<InetAddr> towards(int link, InetAddr nextHop, InetAddr destination) {
    List<LinkAddress> own =
        addresses.stream()
            .filter(one -> one.linkIndex() == link)
            .filter(one -> one.address().family() == destination.family())
            .filter(one -> one.scope() == RouteUapi.RT_SCOPE_UNIVERSE)
            .toList();
    return destination.family() == InetFamily.IPV4 ? near(own, nextHop) : like(own, destination);
  }

  /** net/ipv4/devinet.c inet_select_addr: of the next hop's network, else the first. */
  private static Optional<InetAddr> near(List<LinkAddress> own, InetAddr nextHop) {
    List<LinkAddress> primary =
        own.stream().filter(one -> (one.flags() & RouteUapi.IFA_F_SECONDARY) == 0).toList();
    return primary.stream()
        .filter(one -> commonBits(one.address(), nextHop) >= one.prefixLength())
        .findFirst()
        .or(() -> primary.stream().findFirst())
        .map(LinkAddress::address);
  }

  /** RFC 6724, section 5, rule 8: the longest matching prefix; of equals the first. */
  private static Optional<InetAddr> like(List<LinkAddress> own, InetAddr destination) {
    LinkAddress best = null;
    for (LinkAddress one : own) {
      if (best == null || matching(one, destination) > matching(best, destination)) {
        best = one;
      }
    }
    return Optional.ofNullable(best).map(LinkAddress::address);
  }

  private static int matching(LinkAddress one, InetAddr destination) {
    return Math.min(one.prefixLength(), commonBits(one.address(), destination));
  }

  private static int commonBits(InetAddr one, InetAddr other) {
    int bits = one.family().bits();
    if (bits == 32) {
      return Math.min(bits, Integer.numberOfLeadingZeros((int) (one.low() ^ other.low())));
    }
    int high = Long.numberOfLeadingZeros(one.high() ^ other.high());
    return high < 64 ? high : 64 + Long.numberOfLeadingZeros(one.low() ^ other.low());
  }
}
