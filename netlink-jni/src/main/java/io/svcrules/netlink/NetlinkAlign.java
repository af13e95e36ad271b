// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Rounding to the four-byte boundaries on which netlink messages and attributes begin. */
public final class NetlinkAlign {

  private NetlinkAlign() {}

  /**
   * The length rounded up to the next boundary ({@code linux/netlink.h NLMSG_ALIGN, NLA_ALIGN}).
   *
   * @param length in bytes, not negative and at most {@code Integer.MAX_VALUE - 3}
   */
  public static int align(int length) {
    return (length + NetlinkUapi.NLMSG_ALIGNTO - 1) & -NetlinkUapi.NLMSG_ALIGNTO;
  }
}
