// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * Constants of the netlink protocol itself. Each constant bears the name of the symbol in the
 * header that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class NetlinkUapi {

  // linux/netlink.h
  public static final int NETLINK_ROUTE = 0;
  public static final int NETLINK_NETFILTER = 12;
  public static final int NETLINK_GENERIC = 16;
  public static final int SIZEOF_NLMSGHDR = 16;
  public static final int SIZEOF_NLATTR = 4;
  public static final int NLMSG_ALIGNTO = 4;
  public static final int NLMSG_MIN_TYPE = 16;
  public static final int NLMSG_NOOP = 1;
  public static final int NLMSG_ERROR = 2;
  public static final int NLMSG_DONE = 3;
  public static final int NLMSG_OVERRUN = 4;
  public static final int NLM_F_REQUEST = 0x1;
  public static final int NLM_F_MULTI = 0x2;
  public static final int NLM_F_ACK = 0x4;
  public static final int NLM_F_ECHO = 0x8;
  public static final int NLM_F_DUMP_INTR = 0x10;
  public static final int NLM_F_DUMP_FILTERED = 0x20;
  public static final int NLM_F_DUMP = 0x300;
  public static final int NLM_F_REPLACE = 0x100;
  public static final int NLM_F_EXCL = 0x200;
  public static final int NLM_F_CREATE = 0x400;
  public static final int NLM_F_APPEND = 0x800;
  public static final int NLM_F_NONREC = 0x100;
  public static final int NLM_F_CAPPED = 0x100;
  public static final int NLM_F_ACK_TLVS = 0x200;
  public static final int NLMSGERR_ATTR_MSG = 1;
  public static final int NLMSGERR_ATTR_OFFS = 2;
  public static final int NLA_F_NESTED = 0x8000;
  public static final int NLA_F_NET_BYTEORDER = 0x4000;
  public static final int NLA_TYPE_MASK = -49153;

  // bits/socket.h
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;

  private NetlinkUapi() {}
}
