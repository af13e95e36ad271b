// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipvs;

/**
 * Constants of IPVS over generic netlink. Each constant bears the name of the symbol in the header
 * that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class IpvsUapi {

  // linux/ip_vs.h
  public static final int IPVS_GENL_VERSION = 1;
  public static final int IP_VS_SVC_F_PERSISTENT = 0x1;
  public static final int IP_VS_SVC_F_HASHED = 0x2;
  public static final int IP_VS_SVC_F_ONEPACKET = 0x4;
  public static final int IP_VS_SVC_F_SCHED1 = 0x8;
  public static final int IP_VS_SVC_F_SCHED2 = 0x10;
  public static final int IP_VS_SVC_F_SCHED3 = 0x20;
  public static final int IP_VS_CONN_F_FWD_MASK = 0x7;
  public static final int IP_VS_CONN_F_MASQ = 0x0;
  public static final int IP_VS_CONN_F_LOCALNODE = 0x1;
  public static final int IP_VS_CONN_F_TUNNEL = 0x2;
  public static final int IP_VS_CONN_F_DROUTE = 0x3;
  public static final int IP_VS_CONN_F_BYPASS = 0x4;
  public static final int IP_VS_CONN_F_TUNNEL_TYPE_IPIP = 0x0;
  public static final int IP_VS_CONN_F_TUNNEL_TYPE_GUE = 0x1;
  public static final int IP_VS_CONN_F_TUNNEL_TYPE_GRE = 0x2;
  public static final int SIZEOF_IP_VS_FLAGS = 8;
  public static final int IPVS_CMD_NEW_SERVICE = 1;
  public static final int IPVS_CMD_SET_SERVICE = 2;
  public static final int IPVS_CMD_DEL_SERVICE = 3;
  public static final int IPVS_CMD_GET_SERVICE = 4;
  public static final int IPVS_CMD_NEW_DEST = 5;
  public static final int IPVS_CMD_SET_DEST = 6;
  public static final int IPVS_CMD_DEL_DEST = 7;
  public static final int IPVS_CMD_GET_DEST = 8;
  public static final int IPVS_CMD_SET_CONFIG = 12;
  public static final int IPVS_CMD_GET_CONFIG = 13;
  public static final int IPVS_CMD_SET_INFO = 14;
  public static final int IPVS_CMD_GET_INFO = 15;
  public static final int IPVS_CMD_ZERO = 16;
  public static final int IPVS_CMD_FLUSH = 17;
  public static final int IPVS_CMD_ATTR_SERVICE = 1;
  public static final int IPVS_CMD_ATTR_DEST = 2;
  public static final int IPVS_CMD_ATTR_TIMEOUT_TCP = 4;
  public static final int IPVS_CMD_ATTR_TIMEOUT_TCP_FIN = 5;
  public static final int IPVS_CMD_ATTR_TIMEOUT_UDP = 6;
  public static final int IPVS_SVC_ATTR_AF = 1;
  public static final int IPVS_SVC_ATTR_PROTOCOL = 2;
  public static final int IPVS_SVC_ATTR_ADDR = 3;
  public static final int IPVS_SVC_ATTR_PORT = 4;
  public static final int IPVS_SVC_ATTR_FWMARK = 5;
  public static final int IPVS_SVC_ATTR_SCHED_NAME = 6;
  public static final int IPVS_SVC_ATTR_FLAGS = 7;
  public static final int IPVS_SVC_ATTR_TIMEOUT = 8;
  public static final int IPVS_SVC_ATTR_NETMASK = 9;
  public static final int IPVS_SVC_ATTR_STATS = 10;
  public static final int IPVS_SVC_ATTR_PE_NAME = 11;
  public static final int IPVS_SVC_ATTR_STATS64 = 12;
  public static final int IPVS_DEST_ATTR_ADDR = 1;
  public static final int IPVS_DEST_ATTR_PORT = 2;
  public static final int IPVS_DEST_ATTR_FWD_METHOD = 3;
  public static final int IPVS_DEST_ATTR_WEIGHT = 4;
  public static final int IPVS_DEST_ATTR_U_THRESH = 5;
  public static final int IPVS_DEST_ATTR_L_THRESH = 6;
  public static final int IPVS_DEST_ATTR_ACTIVE_CONNS = 7;
  public static final int IPVS_DEST_ATTR_INACT_CONNS = 8;
  public static final int IPVS_DEST_ATTR_PERSIST_CONNS = 9;
  public static final int IPVS_DEST_ATTR_STATS = 10;
  public static final int IPVS_DEST_ATTR_ADDR_FAMILY = 11;
  public static final int IPVS_DEST_ATTR_STATS64 = 12;
  public static final int IPVS_DEST_ATTR_TUN_TYPE = 13;
  public static final int IPVS_DEST_ATTR_TUN_PORT = 14;
  public static final int IPVS_DEST_ATTR_TUN_FLAGS = 15;
  public static final int IPVS_STATS_ATTR_CONNS = 1;
  public static final int IPVS_STATS_ATTR_INPKTS = 2;
  public static final int IPVS_STATS_ATTR_OUTPKTS = 3;
  public static final int IPVS_STATS_ATTR_INBYTES = 4;
  public static final int IPVS_STATS_ATTR_OUTBYTES = 5;
  public static final int IPVS_STATS_ATTR_CPS = 6;
  public static final int IPVS_STATS_ATTR_INPPS = 7;
  public static final int IPVS_STATS_ATTR_OUTPPS = 8;
  public static final int IPVS_STATS_ATTR_INBPS = 9;
  public static final int IPVS_STATS_ATTR_OUTBPS = 10;
  public static final int IPVS_INFO_ATTR_VERSION = 1;
  public static final int IPVS_INFO_ATTR_CONN_TAB_SIZE = 2;

  private IpvsUapi() {}
}
