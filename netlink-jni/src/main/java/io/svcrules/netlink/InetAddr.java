// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * An IPv4 or IPv6 address as a number ({@code union nf_inet_addr}).
 *
 * @param family the address family
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; 0 to 2³²−1 for IPv4
 */
public record InetAddr(InetFamily family, long high, long low) implements Comparable<InetAddr> {

  private static final long U32_MASK = 0xffff_ffffL;

  /** Checks that an IPv4 address has 32 bits. */
  public InetAddr {
    if (family == InetFamily.IPV4 && (high != 0 || (low & ~U32_MASK) != 0)) {
      throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
    }
  }

  /** The IPv4 address of 32 bits. */
  public static InetAddr ipv4(int bits) {
    return new InetAddr(InetFamily.IPV4, 0, bits & U32_MASK);
  }

  /** The IPv6 address of 128 bits. */
  public static InetAddr ipv6(long high, long low) {
    return new InetAddr(InetFamily.IPV6, high, low);
  }

  /**
   * The address that a text stands for: {@code 10.0.0.1}, {@code fd00::1}.
   *
   * @throws IllegalArgumentException if it is no IPv4 or IPv6 address
   */
  public static InetAddr of(String text) {
    return InetAddrText.parse(text);
  }

  /**
   * The address of a family at the beginning of a field; all zeros if there are no bytes at all.
   *
   * @throws MalformedMessageException if there are some, but too few
   */
  public static InetAddr of(InetFamily family, Bytes field) {
    if (field.isEmpty()) {
      return any(family);
    }
    if (field.length() < family.length()) {
      throw new MalformedMessageException(family + " address in " + field.length() + " bytes");
    }
    return load(family, field.toArray(), 0);
  }

  /** {@code 0.0.0.0} or {@code ::}. */
  public static InetAddr any(InetFamily family) {
    return new InetAddr(family, 0, 0);
  }

  /** Whether all bits are zero. */
  public boolean isAny() {
    return high == 0 && low == 0;
  }

  /** The address in the first bytes of a field, as many as the family wants. */
  static InetAddr load(InetFamily family, byte[] bytes, int at) {
    return family == InetFamily.IPV4
        ? ipv4((int) ByteLayout.BE32.get(bytes, at))
        : ipv6(
            (long) ByteLayout.BE64.get(bytes, at),
            (long) ByteLayout.BE64.get(bytes, at + Long.BYTES));
  }

  void store(byte[] bytes, int at) {
    if (family == InetFamily.IPV4) {
      ByteLayout.BE32.set(bytes, at, (int) low);
    } else {
      ByteLayout.BE64.set(bytes, at, high);
      ByteLayout.BE64.set(bytes, at + Long.BYTES, low);
    }
  }

  /** IPv4 before IPv6, then by number. */
  @Override
  public int compareTo(InetAddr other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** The dotted quad, or the text of RFC 5952. */
  @Override
  public String toString() {
    return InetAddrText.format(this);
  }
}
