// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.netfilter;

/**
 * Constants shared by the families that live under nfnetlink. Each constant bears the name of the
 * symbol in the header that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class NetfilterUapi {

  // linux/netfilter/nfnetlink.h
  public static final int SIZEOF_NFGENMSG = 4;
  public static final int NFNETLINK_V0 = 0;
  public static final int NFNL_SUBSYS_CTNETLINK = 1;
  public static final int NFNL_SUBSYS_IPSET = 6;
  public static final int NFNL_SUBSYS_NFTABLES = 10;
  public static final int NFNL_MSG_BATCH_BEGIN = 16;
  public static final int NFNL_MSG_BATCH_END = 17;
  public static final int NFNL_BATCH_GENID = 1;

  // linux/netfilter.h
  public static final int NFPROTO_UNSPEC = 0;
  public static final int NFPROTO_INET = 1;
  public static final int NFPROTO_IPV4 = 2;
  public static final int NFPROTO_ARP = 3;
  public static final int NFPROTO_NETDEV = 5;
  public static final int NFPROTO_BRIDGE = 7;
  public static final int NFPROTO_IPV6 = 10;
  public static final int NF_INET_PRE_ROUTING = 0;
  public static final int NF_INET_LOCAL_IN = 1;
  public static final int NF_INET_FORWARD = 2;
  public static final int NF_INET_LOCAL_OUT = 3;
  public static final int NF_INET_POST_ROUTING = 4;
  public static final int NF_DROP = 0;
  public static final int NF_ACCEPT = 1;

  private NetfilterUapi() {}
}
