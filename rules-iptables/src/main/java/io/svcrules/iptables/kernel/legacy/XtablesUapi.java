// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

/**
 * Constants of x_tables, from the kernel's headers. Each bears the name of the symbol in the header
 * that its section cites; {@code SIZEOF_X} is {@code sizeof(struct x)}. What differs by family
 * stands in {@link EntryLayout}.
 */
final class XtablesUapi {

  // linux/netfilter_ipv4/ip_tables.h; linux/netfilter_ipv6/ip6_tables.h has the same as IP6T_….
  static final int IPT_SO_SET_REPLACE = 64;
  static final int IPT_SO_SET_ADD_COUNTERS = 65;
  static final int IPT_SO_GET_INFO = 64;
  static final int IPT_SO_GET_ENTRIES = 65;
  static final int IPT_INV_VIA_IN = 0x01;
  static final int IPT_INV_VIA_OUT = 0x02;
  static final int IPT_INV_SRCIP = 0x08;
  static final int IPT_INV_DSTIP = 0x10;
  static final int IPT_INV_FRAG = 0x20;
  static final int SIZEOF_IPT_GETINFO = 84;
  static final int SIZEOF_IPT_GET_ENTRIES = 40;
  static final int SIZEOF_IPT_REPLACE = 96;

  // linux/netfilter/x_tables.h
  static final int XT_TABLE_MAXNAMELEN = 32;
  static final int XT_EXTENSION_MAXNAMELEN = 29;
  static final int XT_INV_PROTO = 0x40;
  static final int XT_RETURN = -5;
  static final int SIZEOF_XT_ENTRY_MATCH = 32;
  static final int SIZEOF_XT_ENTRY_TARGET = 32;
  static final int SIZEOF_XT_COUNTERS = 16;
  static final int SIZEOF_XT_COUNTERS_INFO = 40;

  // linux/netfilter.h
  static final int NF_DROP = 0;
  static final int NF_ACCEPT = 1;
  static final int NF_INET_NUMHOOKS = 5;

  // linux/if.h
  static final int IFNAMSIZ = 16;

  private XtablesUapi() {}
}
