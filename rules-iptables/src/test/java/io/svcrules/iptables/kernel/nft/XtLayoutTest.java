// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.HeaderValues;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, offsets and flags against the headers of this machine, by gcc. */
class XtLayoutTest {
  private static final List<String> HEADERS =
      List.of(
          "stdio.h",
          "stddef.h",
          "linux/rtnetlink.h",
          "linux/netfilter.h",
          "linux/netfilter/nf_conntrack_common.h",
          "linux/netfilter/nf_nat.h",
          "linux/netfilter/x_tables.h",
          "linux/netfilter/ipset/ip_set.h",
          "linux/netfilter/xt_comment.h",
          "linux/netfilter/xt_statistic.h",
          "linux/netfilter/xt_recent.h",
          "linux/netfilter/xt_conntrack.h",
          "linux/netfilter/xt_addrtype.h",
          "linux/netfilter/xt_physdev.h",
          "linux/netfilter/xt_set.h",
          "linux/netfilter/xt_ipvs.h",
          "linux/netfilter/xt_tcpudp.h",
          "linux/netfilter/xt_sctp.h",
          "linux/netfilter/xt_mark.h",
          "linux/netfilter_ipv4/ipt_REJECT.h",
          "linux/netfilter_ipv6/ip6t_REJECT.h");

  private final Map<String, Integer> ours = new LinkedHashMap<>();

  @TempDir Path directory;

  @Test
  void structuresAreThoseOfTheHeaders() throws Exception {
    comment();
    statistic();
    recent();
    conntrack();
    addrType();
    physdev();
    set();
    ipvs();
    transport();
    mark();
    nat();
    reject();
    assertEquals(ours, HeaderValues.of(ours.keySet(), HEADERS, directory));
  }

  private void size(String structure, int size) {
    ours.put("sizeof(struct " + structure + ")", size);
  }

  private void offset(String structure, String member, int offset) {
    ours.put("offsetof(struct " + structure + ", " + member + ")", offset);
  }

  private void value(String symbols, int value) {
    ours.put(symbols, value);
  }

  private void comment() {
    size("xt_comment_info", CommentInfo.SIZE);
  }

  private void statistic() {
    size("xt_statistic_info", StatisticInfo.SIZE);
    offset("xt_statistic_info", "u.random.probability", StatisticInfo.PROBABILITY);
    offset("xt_statistic_info", "u.nth.count", StatisticInfo.COUNT);
    value("XT_STATISTIC_MODE_RANDOM", 0);
  }

  private void recent() {
    size("xt_recent_mtinfo_v1", RecentInfo.SIZE);
    offset("xt_recent_mtinfo_v1", "seconds", RecentInfo.SECONDS);
    offset("xt_recent_mtinfo_v1", "check_set", RecentInfo.CHECK_SET);
    offset("xt_recent_mtinfo_v1", "name", RecentInfo.LIST);
    offset("xt_recent_mtinfo_v1", "mask", RecentInfo.MASK);
    value("XT_RECENT_NAME_LEN", RecentInfo.LIST_ROOM);
    value("XT_RECENT_SET", RecentInfo.SET);
    value("XT_RECENT_CHECK | XT_RECENT_REAP", RecentInfo.CHECK_AND_REAP);
    value("XT_RECENT_SOURCE", 0);
  }

  private void conntrack() {
    String structure = "xt_conntrack_mtinfo3";
    size(structure, ConntrackInfo.SIZE);
    offset(structure, "match_flags", ConntrackInfo.MATCH_FLAGS);
    offset(structure, "invert_flags", ConntrackInfo.INVERT_FLAGS);
    offset(structure, "state_mask", ConntrackInfo.STATE_MASK);
    value("XT_CONNTRACK_STATE", ConntrackInfo.STATE);
    for (var state : io.svcrules.iptables.ConntrackState.values()) {
      String symbol =
          switch (state) {
            case INVALID, SNAT, DNAT, UNTRACKED -> "XT_CONNTRACK_STATE_" + state;
            case NEW, RELATED, ESTABLISHED -> "XT_CONNTRACK_STATE_BIT(IP_CT_" + state + ")";
          };
      value(symbol, ConntrackInfo.bit(state));
    }
  }

  private void addrType() {
    size("xt_addrtype_info_v1", AddrTypeInfo.SIZE);
    offset("xt_addrtype_info_v1", "source", AddrTypeInfo.SOURCE);
    offset("xt_addrtype_info_v1", "dest", AddrTypeInfo.DESTINATION);
    offset("xt_addrtype_info_v1", "flags", AddrTypeInfo.FLAGS);
    value("XT_ADDRTYPE_INVERT_SOURCE", AddrTypeInfo.INVERT_SOURCE);
    value("XT_ADDRTYPE_INVERT_DEST", AddrTypeInfo.INVERT_DESTINATION);
    for (String type : AddrTypeInfo.TYPES) {
      value("RTN_" + type, AddrTypeInfo.TYPES.indexOf(type));
      value("XT_ADDRTYPE_" + type, 1 << AddrTypeInfo.TYPES.indexOf(type));
    }
  }

  private void physdev() {
    size("xt_physdev_info", PhysdevInfo.SIZE);
    offset("xt_physdev_info", "invert", PhysdevInfo.INVERT);
    offset("xt_physdev_info", "bitmask", PhysdevInfo.BITMASK);
    value("XT_PHYSDEV_OP_ISIN", PhysdevInfo.IS_IN);
  }

  private void set() {
    size("xt_set_info_match_v4", SetInfo.SIZE);
    offset("xt_set_info_match_v4", "match_set.index", SetInfo.INDEX);
    offset("xt_set_info_match_v4", "match_set.dim", SetInfo.DIMENSIONS);
    offset("xt_set_info_match_v4", "match_set.flags", SetInfo.FLAGS);
    value("IPSET_INV_MATCH", SetInfo.INVERTED);
    value("IPSET_DIM_ONE_SRC", SetInfo.INVERTED << 1);
    value("IPSET_DIM_THREE_SRC", SetInfo.INVERTED << 3);
  }

  private void ipvs() {
    size("xt_ipvs_mtinfo", IpvsInfo.SIZE);
    offset("xt_ipvs_mtinfo", "vaddr", IpvsInfo.ADDRESS);
    offset("xt_ipvs_mtinfo", "vmask", IpvsInfo.MASK);
    offset("xt_ipvs_mtinfo", "vport", IpvsInfo.PORT);
    offset("xt_ipvs_mtinfo", "l4proto", IpvsInfo.PROTOCOL);
    offset("xt_ipvs_mtinfo", "bitmask", IpvsInfo.BITMASK);
    value("XT_IPVS_PROTO | XT_IPVS_VADDR | XT_IPVS_VPORT", IpvsInfo.PROTOCOL_ADDRESS_PORT);
  }

  private void transport() {
    size("xt_tcp", TransportInfo.TCP_SIZE);
    size("xt_udp", TransportInfo.UDP_SIZE);
    offset("xt_tcp", "spts", TransportInfo.TCP_UDP_SOURCE_PORTS);
    offset("xt_udp", "spts", TransportInfo.TCP_UDP_SOURCE_PORTS);
    offset("xt_tcp", "dpts", TransportInfo.TCP_UDP_DESTINATION_PORTS);
    offset("xt_udp", "dpts", TransportInfo.TCP_UDP_DESTINATION_PORTS);
    size("xt_sctp_info", TransportInfo.SCTP_SIZE);
    offset("xt_sctp_info", "dpts", TransportInfo.SCTP_DESTINATION_PORTS);
    offset("xt_sctp_info", "flag_info", TransportInfo.SCTP_FLAG_INFO);
    size("xt_sctp_flag_info", TransportInfo.SCTP_FLAG_SIZE);
    value("XT_NUM_SCTP_FLAGS", TransportInfo.SCTP_FLAG_COUNT);
    offset("xt_sctp_info", "flags", TransportInfo.SCTP_FLAGS);
    value("XT_SCTP_DEST_PORTS", TransportInfo.SCTP_CHECKS_DESTINATION);
  }

  private void mark() {
    size("xt_mark_mtinfo1", MarkInfo.MATCH_SIZE);
    offset("xt_mark_mtinfo1", "mark", MarkInfo.MARK);
    offset("xt_mark_mtinfo1", "mask", MarkInfo.MASK);
    offset("xt_mark_mtinfo1", "invert", MarkInfo.INVERT);
    size("xt_mark_tginfo2", MarkInfo.TARGET_SIZE);
    offset("xt_mark_tginfo2", "mark", MarkInfo.MARK);
    offset("xt_mark_tginfo2", "mask", MarkInfo.MASK);
  }

  private void nat() {
    size("nf_nat_ipv4_multi_range_compat", MasqueradeInfo.IPV4_SIZE);
    offset("nf_nat_ipv4_multi_range_compat", "rangesize", MasqueradeInfo.IPV4_RANGE_SIZE);
    offset("nf_nat_ipv4_multi_range_compat", "range[0].flags", MasqueradeInfo.IPV4_FLAGS);
    size("nf_nat_range", MasqueradeInfo.IPV6_SIZE);
    offset("nf_nat_range", "flags", MasqueradeInfo.IPV6_FLAGS);
    value("NF_NAT_RANGE_PROTO_RANDOM_FULLY", MasqueradeInfo.RANDOM_FULLY);
    size("nf_nat_range2", DnatInfo.SIZE);
    offset("nf_nat_range2", "flags", DnatInfo.FLAGS);
    offset("nf_nat_range2", "min_addr", DnatInfo.MIN_ADDRESS);
    offset("nf_nat_range2", "max_addr", DnatInfo.MAX_ADDRESS);
    offset("nf_nat_range2", "min_proto", DnatInfo.MIN_PORT);
    offset("nf_nat_range2", "max_proto", DnatInfo.MAX_PORT);
    value("NF_NAT_RANGE_MAP_IPS | NF_NAT_RANGE_PROTO_SPECIFIED", DnatInfo.ADDRESS_AND_PORT);
  }

  private void reject() {
    size("ipt_reject_info", RejectInfo.SIZE);
    size("ip6t_reject_info", RejectInfo.SIZE);
    offset("ipt_reject_info", "with", RejectInfo.WITH);
    offset("ip6t_reject_info", "with", RejectInfo.WITH);
    value("IPT_ICMP_PORT_UNREACHABLE", RejectInfo.IPV4.indexOf("icmp-port-unreachable"));
    value("IPT_ICMP_NET_PROHIBITED", RejectInfo.IPV4.indexOf("icmp-net-prohibited"));
    value("IPT_TCP_RESET", RejectInfo.IPV4.indexOf("tcp-reset"));
    value("IPT_ICMP_ADMIN_PROHIBITED", RejectInfo.IPV4.indexOf("icmp-admin-prohibited"));
    value("IP6T_ICMP6_PORT_UNREACH", RejectInfo.IPV6.indexOf("icmp6-port-unreachable"));
    value("IP6T_ICMP6_ADDR_UNREACH", RejectInfo.IPV6.indexOf("icmp6-addr-unreachable"));
    value("IP6T_TCP_RESET", RejectInfo.IPV6.indexOf("tcp-reset"));
    value("IP6T_ICMP6_REJECT_ROUTE", RejectInfo.IPV6.indexOf("icmp6-reject-route"));
  }
}
