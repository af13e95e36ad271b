// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.DestinationMatch;
import io.svcrules.iptables.MaskedAddressMatch;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.PacketSide;
import io.svcrules.iptables.SourceMatch;
import io.svcrules.model.Cidr;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;

/** Addresses as iptables reads them: of one family, never a host name. */
final class AddressText {
  private AddressText() {}

  /**
   * The match of {@code -s} or {@code -d}.
   *
   * @throws IllegalArgumentException if the text is no address or network of the family; the
   *     message says what would be right
   */
  static Match match(IpFamily family, PacketSide side, boolean negated, String text) {
    int slash = text.indexOf('/');
    IpAddress address = addressOrNull(family, slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException(wrong(family, text));
    }
    int length =
        slash < 0
            ? family.bits()
            : (int) Numbers.decimal(text, slash + 1, text.length(), family.bits());
    if (length >= 0) {
      return ofNetwork(side, negated, new Cidr(address, length));
    }
    IpAddress mask = addressOrNull(family, text.substring(slash + 1));
    if (mask == null) {
      throw new IllegalArgumentException(wrong(family, text));
    }
    int prefix = prefixLength(mask);
    return prefix < 0
        ? new MaskedAddressMatch(side, negated, address, mask)
        : ofNetwork(side, negated, new Cidr(address, prefix));
  }

  private static Match ofNetwork(PacketSide side, boolean negated, Cidr network) {
    return side == PacketSide.SOURCE
        ? new SourceMatch(negated, network)
        : new DestinationMatch(negated, network);
  }

  private static String wrong(IpFamily family, String text) {
    if (text.indexOf(',') >= 0) {
      return "\"" + text + "\" is a list; write one rule for each address";
    }
    String example = family == IpFamily.IPV4 ? "10.0.0.0/8" : "fd00::/8";
    return "\""
        + text
        + "\" is no "
        + family.kubernetesName()
        + " address or network such as "
        + example
        + " (host names are not looked up)";
  }

  /** The address; null if the text is none of the family. */
  static IpAddress addressOrNull(IpFamily family, String text) {
    boolean colons = text.indexOf(':') >= 0;
    if (colons != (family == IpFamily.IPV6)) {
      return null;
    }
    IpAddress address = IpAddress.tryParse(colons ? text : padded(text)).orElse(null);
    if (address == null || address.family() == family) {
      return address;
    }
    // For ip6tables an IPv4-mapped address is an IPv6 address like any other.
    return IpAddress.ofIpv6(0, 0xffffL << 32 | address.low());
  }

  // iptables fills up with zeros on the right: 10.1 is 10.1.0.0.
  private static String padded(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      dots += text.charAt(i) == '.' ? 1 : 0;
    }
    return dots < 3 && !text.isEmpty() ? text + ".0".repeat(3 - dots) : text;
  }

  /** The number of leading ones if only zeros follow them; negative if not. */
  private static int prefixLength(IpAddress mask) {
    if (mask.family() == IpFamily.IPV4) {
      int ones = Integer.numberOfLeadingZeros(~(int) mask.low());
      return (int) mask.low() << ones == 0 || ones == Integer.SIZE ? ones : -1;
    }
    int high = Long.numberOfLeadingZeros(~mask.high());
    int low = Long.numberOfLeadingZeros(~mask.low());
    boolean inHigh = high == Long.SIZE || mask.high() << high == 0;
    boolean inLow = low == Long.SIZE || mask.low() << low == 0;
    if (!inHigh || !inLow || (high < Long.SIZE && low > 0)) {
      return -1;
    }
    return high + low;
  }
}
