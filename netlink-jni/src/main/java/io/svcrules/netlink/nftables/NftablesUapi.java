// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * Constants of nf_tables and of its bridge to xtables extensions. Each constant bears the name of
 * the symbol in the header that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class NftablesUapi {

  // linux/netfilter/nf_tables.h
  public static final int NFT_NAME_MAXLEN = 256;
  public static final int NFT_USERDATA_MAXLEN = 256;
  public static final int NFT_REG_VERDICT = 0;
  public static final int NFT_REG_1 = 1;
  public static final int NFT_REG_2 = 2;
  public static final int NFT_REG_3 = 3;
  public static final int NFT_REG_4 = 4;
  public static final int NFT_REG32_00 = 8;
  public static final int NFT_REG32_15 = 23;
  public static final int NFT_JUMP = -3;
  public static final int NFT_GOTO = -4;
  public static final int NFT_RETURN = -5;
  public static final int NFT_MSG_NEWTABLE = 0;
  public static final int NFT_MSG_GETTABLE = 1;
  public static final int NFT_MSG_DELTABLE = 2;
  public static final int NFT_MSG_NEWCHAIN = 3;
  public static final int NFT_MSG_GETCHAIN = 4;
  public static final int NFT_MSG_DELCHAIN = 5;
  public static final int NFT_MSG_NEWRULE = 6;
  public static final int NFT_MSG_GETRULE = 7;
  public static final int NFT_MSG_DELRULE = 8;
  public static final int NFT_MSG_NEWGEN = 15;
  public static final int NFT_MSG_GETGEN = 16;
  public static final int NFTA_LIST_ELEM = 1;
  public static final int NFTA_HOOK_HOOKNUM = 1;
  public static final int NFTA_HOOK_PRIORITY = 2;
  public static final int NFT_TABLE_F_DORMANT = 0x1;
  public static final int NFTA_TABLE_NAME = 1;
  public static final int NFTA_TABLE_FLAGS = 2;
  public static final int NFTA_TABLE_USE = 3;
  public static final int NFTA_TABLE_HANDLE = 4;
  public static final int NFT_CHAIN_BASE = 1;
  public static final int NFTA_CHAIN_TABLE = 1;
  public static final int NFTA_CHAIN_HANDLE = 2;
  public static final int NFTA_CHAIN_NAME = 3;
  public static final int NFTA_CHAIN_HOOK = 4;
  public static final int NFTA_CHAIN_POLICY = 5;
  public static final int NFTA_CHAIN_USE = 6;
  public static final int NFTA_CHAIN_TYPE = 7;
  public static final int NFTA_CHAIN_COUNTERS = 8;
  public static final int NFTA_CHAIN_FLAGS = 10;
  public static final int NFTA_RULE_TABLE = 1;
  public static final int NFTA_RULE_CHAIN = 2;
  public static final int NFTA_RULE_HANDLE = 3;
  public static final int NFTA_RULE_EXPRESSIONS = 4;
  public static final int NFTA_RULE_COMPAT = 5;
  public static final int NFTA_RULE_POSITION = 6;
  public static final int NFTA_RULE_USERDATA = 7;
  public static final int NFT_RULE_COMPAT_F_INV = 0x2;
  public static final int NFTA_RULE_COMPAT_PROTO = 1;
  public static final int NFTA_RULE_COMPAT_FLAGS = 2;
  public static final int NFTA_DATA_VALUE = 1;
  public static final int NFTA_DATA_VERDICT = 2;
  public static final int NFTA_VERDICT_CODE = 1;
  public static final int NFTA_VERDICT_CHAIN = 2;
  public static final int NFTA_EXPR_NAME = 1;
  public static final int NFTA_EXPR_DATA = 2;
  public static final int NFTA_IMMEDIATE_DREG = 1;
  public static final int NFTA_IMMEDIATE_DATA = 2;
  public static final int NFT_BITWISE_BOOL = 0;
  public static final int NFT_BITWISE_LSHIFT = 1;
  public static final int NFT_BITWISE_RSHIFT = 2;
  public static final int NFTA_BITWISE_SREG = 1;
  public static final int NFTA_BITWISE_DREG = 2;
  public static final int NFTA_BITWISE_LEN = 3;
  public static final int NFTA_BITWISE_MASK = 4;
  public static final int NFTA_BITWISE_XOR = 5;
  public static final int NFTA_BITWISE_OP = 6;
  public static final int NFT_CMP_EQ = 0;
  public static final int NFT_CMP_NEQ = 1;
  public static final int NFT_CMP_LT = 2;
  public static final int NFT_CMP_LTE = 3;
  public static final int NFT_CMP_GT = 4;
  public static final int NFT_CMP_GTE = 5;
  public static final int NFTA_CMP_SREG = 1;
  public static final int NFTA_CMP_OP = 2;
  public static final int NFTA_CMP_DATA = 3;
  public static final int NFT_PAYLOAD_LL_HEADER = 0;
  public static final int NFT_PAYLOAD_NETWORK_HEADER = 1;
  public static final int NFT_PAYLOAD_TRANSPORT_HEADER = 2;
  public static final int NFTA_PAYLOAD_DREG = 1;
  public static final int NFTA_PAYLOAD_BASE = 2;
  public static final int NFTA_PAYLOAD_OFFSET = 3;
  public static final int NFTA_PAYLOAD_LEN = 4;
  public static final int NFT_META_LEN = 0;
  public static final int NFT_META_PROTOCOL = 1;
  public static final int NFT_META_PRIORITY = 2;
  public static final int NFT_META_MARK = 3;
  public static final int NFT_META_IIF = 4;
  public static final int NFT_META_OIF = 5;
  public static final int NFT_META_IIFNAME = 6;
  public static final int NFT_META_OIFNAME = 7;
  public static final int NFT_META_NFPROTO = 15;
  public static final int NFT_META_L4PROTO = 16;
  public static final int NFT_META_PKTTYPE = 19;
  public static final int NFT_META_CGROUP = 23;
  public static final int NFT_META_PRANDOM = 24;
  public static final int NFTA_META_DREG = 1;
  public static final int NFTA_META_KEY = 2;
  public static final int NFTA_META_SREG = 3;
  public static final int NFT_CT_STATE = 0;
  public static final int NFT_CT_DIRECTION = 1;
  public static final int NFT_CT_STATUS = 2;
  public static final int NFT_CT_MARK = 3;
  public static final int NFT_CT_PROTOCOL = 10;
  public static final int NFT_CT_SRC = 8;
  public static final int NFT_CT_DST = 9;
  public static final int NFTA_CT_DREG = 1;
  public static final int NFTA_CT_KEY = 2;
  public static final int NFTA_CT_DIRECTION = 3;
  public static final int NFTA_COUNTER_BYTES = 1;
  public static final int NFTA_COUNTER_PACKETS = 2;
  public static final int NFTA_GEN_ID = 1;
  public static final int NFTA_GEN_PROC_PID = 2;
  public static final int NFTA_GEN_PROC_NAME = 3;

  // linux/netfilter/nf_tables_compat.h
  public static final int NFTA_TARGET_NAME = 1;
  public static final int NFTA_TARGET_REV = 2;
  public static final int NFTA_TARGET_INFO = 3;
  public static final int NFTA_MATCH_NAME = 1;
  public static final int NFTA_MATCH_REV = 2;
  public static final int NFTA_MATCH_INFO = 3;

  private NftablesUapi() {}
}
