// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.ipset;

/**
 * Constants of ipset. Each constant bears the name of the symbol in the header that its section
 * cites; {@code SIZEOF_X} is {@code sizeof(struct x)}.
 */
public final class IpsetUapi {

  // linux/netfilter/ipset/ip_set.h
  public static final int IPSET_PROTOCOL = 7;
  public static final int IPSET_PROTOCOL_MIN = 6;
  public static final int IPSET_MAXNAMELEN = 32;
  public static final int IPSET_MAX_COMMENT_SIZE = 255;
  public static final int IPSET_CMD_PROTOCOL = 1;
  public static final int IPSET_CMD_CREATE = 2;
  public static final int IPSET_CMD_DESTROY = 3;
  public static final int IPSET_CMD_FLUSH = 4;
  public static final int IPSET_CMD_RENAME = 5;
  public static final int IPSET_CMD_SWAP = 6;
  public static final int IPSET_CMD_LIST = 7;
  public static final int IPSET_CMD_ADD = 9;
  public static final int IPSET_CMD_DEL = 10;
  public static final int IPSET_CMD_TEST = 11;
  public static final int IPSET_CMD_HEADER = 12;
  public static final int IPSET_CMD_TYPE = 13;
  public static final int IPSET_ATTR_PROTOCOL = 1;
  public static final int IPSET_ATTR_SETNAME = 2;
  public static final int IPSET_ATTR_TYPENAME = 3;
  public static final int IPSET_ATTR_SETNAME2 = 3;
  public static final int IPSET_ATTR_REVISION = 4;
  public static final int IPSET_ATTR_FAMILY = 5;
  public static final int IPSET_ATTR_FLAGS = 6;
  public static final int IPSET_ATTR_DATA = 7;
  public static final int IPSET_ATTR_ADT = 8;
  public static final int IPSET_ATTR_LINENO = 9;
  public static final int IPSET_ATTR_PROTOCOL_MIN = 10;
  public static final int IPSET_ATTR_REVISION_MIN = 10;
  public static final int IPSET_ATTR_INDEX = 11;
  public static final int IPSET_ATTR_IP = 1;
  public static final int IPSET_ATTR_CIDR = 3;
  public static final int IPSET_ATTR_PORT = 4;
  public static final int IPSET_ATTR_PORT_FROM = 4;
  public static final int IPSET_ATTR_PORT_TO = 5;
  public static final int IPSET_ATTR_TIMEOUT = 6;
  public static final int IPSET_ATTR_PROTO = 7;
  public static final int IPSET_ATTR_CADT_FLAGS = 8;
  public static final int IPSET_ATTR_INITVAL = 17;
  public static final int IPSET_ATTR_HASHSIZE = 18;
  public static final int IPSET_ATTR_MAXELEM = 19;
  public static final int IPSET_ATTR_NETMASK = 20;
  public static final int IPSET_ATTR_BUCKETSIZE = 21;
  public static final int IPSET_ATTR_ELEMENTS = 24;
  public static final int IPSET_ATTR_REFERENCES = 25;
  public static final int IPSET_ATTR_MEMSIZE = 26;
  public static final int IPSET_ATTR_IP2 = 20;
  public static final int IPSET_ATTR_CIDR2 = 21;
  public static final int IPSET_ATTR_BYTES = 24;
  public static final int IPSET_ATTR_PACKETS = 25;
  public static final int IPSET_ATTR_COMMENT = 26;
  public static final int IPSET_ATTR_IPADDR_IPV4 = 1;
  public static final int IPSET_ATTR_IPADDR_IPV6 = 2;
  public static final int IPSET_FLAG_EXIST = 0x1;
  public static final int IPSET_FLAG_LIST_SETNAME = 0x2;
  public static final int IPSET_FLAG_LIST_HEADER = 0x4;
  public static final int IPSET_FLAG_NOMATCH = 0x4;
  public static final int IPSET_FLAG_WITH_COUNTERS = 0x8;
  public static final int IPSET_FLAG_WITH_COMMENT = 0x10;
  public static final int IPSET_ERR_PRIVATE = 4096;

  private IpsetUapi() {}
}
