// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address, held as numbers so that equality and order are those of the address and
 * not of one of its spellings. Order: IPv4 before IPv6, then numeric.
 *
 * @param family the protocol family
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address, unsigned
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  /** Refuses numbers that do not fit the family. */
  public IpAddress {
    if (family == IpFamily.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /**
   * Reads an address as kube-proxy does: IPv4 octets may have leading zeros and are decimal all the
   * same; an IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) is the IPv4 address; zones ({@code
   * %eth0}) are not accepted. Never asks DNS.
   *
   * @throws IllegalArgumentException if the text is no IP address
   */
  public static IpAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an IP address: \"" + text + "\""));
  }

  /** Reads an address as {@link #parse} does; empty if the text is none. */
  public static Optional<IpAddress> tryParse(String text) {
    return IpAddressParser.parse(text);
  }

  /** The IPv4 address with the given 32 bits, in host order. */
  public static IpAddress ofIpv4(int bits) {
    return new IpAddress(IpFamily.IPV4, 0, bits & 0xffffffffL);
  }

  /** The IPv6 address with the given upper and lower 64 bits. */
  public static IpAddress ofIpv6(long high, long low) {
    return new IpAddress(IpFamily.IPV6, high, low);
  }

  /** Whether this is an address of the loopback range: 127.0.0.0/8 or ::1. */
  public boolean isLoopback() {
    return family == IpFamily.IPV4 ? low >>> 24 == 127 : high == 0 && low == 1;
  }

  /** Whether this is 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** Appends the canonical spelling: dotted quad, or RFC 5952 for IPv6. */
  public void appendTo(StringBuilder out) {
    if (family == IpFamily.IPV4) {
      IpAddressText.appendIpv4(out, (int) low);
    } else {
      IpAddressText.appendIpv6(out, high, low);
    }
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  // Spelled out for the same reason as NamespacedName's.
  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that
        && low == that.low
        && high == that.high
        && family == that.family;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  /** The canonical spelling. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(family == IpFamily.IPV4 ? 15 : 39);
    appendTo(out);
    return out.toString();
  }
}
