// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** An address family of the Internet protocols. */
public enum InetFamily {
  /** {@code AF_INET}: addresses of 4 bytes. */
  IPV4(NetlinkUapi.AF_INET, 4),
  /** {@code AF_INET6}: addresses of 16 bytes. */
  IPV6(NetlinkUapi.AF_INET6, 16);

  private final int number;
  private final int length;

  InetFamily(int number, int length) {
    this.number = number;
    this.length = length;
  }

  /** The kernel's number, {@code AF_…}; {@code NFPROTO_…} are the same. */
  public int number() {
    return number;
  }

  /** The length of an address in bytes. */
  public int length() {
    return length;
  }

  /** The length of an address in bits, which is the longest prefix. */
  public int bits() {
    return length * Byte.SIZE;
  }

  /**
   * The family of a number.
   *
   * @throws MalformedMessageException if it is neither {@code AF_INET} nor {@code AF_INET6}
   */
  public static InetFamily of(int number) {
    return switch (number) {
      case NetlinkUapi.AF_INET -> IPV4;
      case NetlinkUapi.AF_INET6 -> IPV6;
      default -> throw new MalformedMessageException("address family " + number);
    };
  }
}
