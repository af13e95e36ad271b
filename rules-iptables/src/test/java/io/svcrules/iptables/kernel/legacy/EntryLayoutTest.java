// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.HeaderValues;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, offsets, options and flags against the headers of this machine, by gcc. */
class EntryLayoutTest {
  private static final List<String> HEADERS =
      List.of(
          "stdio.h",
          "stddef.h",
          "linux/netfilter.h",
          "linux/netfilter/nf_nat.h",
          "linux/netfilter/x_tables.h",
          "linux/netfilter/xt_comment.h",
          "linux/netfilter/xt_statistic.h",
          "linux/netfilter/xt_tcpudp.h",
          "linux/netfilter_ipv4/ip_tables.h",
          "linux/netfilter_ipv6/ip6_tables.h");

  private final Map<String, Integer> ours = new LinkedHashMap<>();

  @TempDir Path directory;

  @Test
  void constantsAreThoseOfTheHeaders() throws Exception {
    for (var field : XtablesUapi.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        String name = field.getName();
        boolean size = name.startsWith("SIZEOF_");
        String structure = name.replaceFirst("SIZEOF_", "").toLowerCase(Locale.ROOT);
        ours.put(size ? "sizeof(struct " + structure + ")" : name, field.getInt(null));
      }
    }
    assertTrue(ours.size() > 15);
    ours.put("IP6T_SO_SET_REPLACE", XtablesUapi.IPT_SO_SET_REPLACE);
    ours.put("IP6T_SO_SET_ADD_COUNTERS", XtablesUapi.IPT_SO_SET_ADD_COUNTERS);
    ours.put("IP6T_SO_GET_INFO", XtablesUapi.IPT_SO_GET_INFO);
    ours.put("IP6T_SO_GET_ENTRIES", XtablesUapi.IPT_SO_GET_ENTRIES);
    ours.put("sizeof(struct ip6t_replace)", XtablesUapi.SIZEOF_IPT_REPLACE);
    ours.put("sizeof(struct ip6t_get_entries)", XtablesUapi.SIZEOF_IPT_GET_ENTRIES);
    for (String flag : List.of("VIA_IN", "VIA_OUT", "SRCIP", "DSTIP", "FRAG")) {
      ours.put("IP6T_INV_" + flag + " - IPT_INV_" + flag, 0);
    }
    assertEquals(ours, HeaderValues.of(ours.keySet(), HEADERS, directory));
  }

  @Test
  void entriesAreThoseOfTheHeaders() throws Exception {
    entry(EntryLayout.IPV4, "ipt_entry", "ip");
    ours.put("IPT_F_FRAG", EntryLayout.FRAGMENT_FLAG);
    ours.put("IPT_F_GOTO", EntryLayout.IPV4.gotoFlag());
    entry(EntryLayout.IPV6, "ip6t_entry", "ipv6");
    ours.put("IP6T_F_PROTO", EntryLayout.PROTOCOL_FLAG);
    ours.put("IP6T_F_GOTO", EntryLayout.IPV6.gotoFlag());
    assertEquals(ours, HeaderValues.of(ours.keySet(), HEADERS, directory));
  }

  private void entry(EntryLayout layout, String entry, String ip) {
    offset(entry, ip + ".src", layout.source());
    offset(entry, ip + ".dst", layout.destination());
    offset(entry, ip + ".smsk", layout.source() + layout.toMask());
    offset(entry, ip + ".dmsk", layout.destination() + layout.toMask());
    offset(entry, ip + ".iniface", layout.inInterface());
    offset(entry, ip + ".outiface", layout.outInterface());
    offset(entry, ip + ".iniface_mask", layout.inInterface() + EntryLayout.toInterfaceMask());
    offset(entry, ip + ".outiface_mask", layout.outInterface() + EntryLayout.toInterfaceMask());
    offset(entry, ip + ".proto", layout.protocol());
    offset(entry, ip + ".flags", layout.flags());
    offset(entry, ip + ".invflags", layout.inverted());
    offset(entry, "target_offset", layout.targetOffset());
    offset(entry, "next_offset", layout.nextOffset());
    offset(entry, "comefrom", layout.kernelsOwn());
    offset(entry, "elems", layout.size());
    ours.put("sizeof(struct " + entry + ")", layout.size());
  }

  @Test
  void partsAreThoseOfTheHeaders() throws Exception {
    offset("xt_entry_match", "u.user.name", EntryParts.NAME);
    offset("xt_entry_match", "u.user.revision", EntryParts.REVISION);
    offset("xt_entry_target", "u.user.name", EntryParts.NAME);
    offset("xt_entry_target", "u.user.revision", EntryParts.REVISION);
    ours.put("XT_ALIGN(sizeof(struct xt_standard_target))", EntryParts.STANDARD_SIZE);
    ours.put("XT_ALIGN(sizeof(struct xt_error_target))", EntryParts.ERROR_SIZE);
    offset("xt_standard_target", "verdict", EntryParts.HEADER);
    offset("xt_error_target", "errorname", EntryParts.HEADER);
    part("xt_comment_info", PartWriter.COMMENT);
    part("xt_statistic_info", PartWriter.STATISTIC);
    part("xt_tcp", PartWriter.TCP);
    part("xt_udp", PartWriter.UDP);
    part("nf_nat_range2", PartWriter.DNAT);
    member("xt_statistic_info", "u.random.probability", PartWriter.PROBABILITY[0]);
    member("xt_statistic_info", "u.nth.count", PartWriter.PROBABILITY[1]);
    member("xt_tcp", "spts", PartWriter.SOURCE_PORTS);
    member("xt_udp", "dpts", PartWriter.DESTINATION_PORTS);
    member("nf_nat_range2", "flags", PartWriter.DNAT_FLAGS);
    member("nf_nat_range2", "min_addr", PartWriter.DNAT_FIRST_ADDRESS);
    member("nf_nat_range2", "max_addr", PartWriter.DNAT_LAST_ADDRESS);
    member("nf_nat_range2", "min_proto", PartWriter.DNAT_FIRST_PORT);
    member("nf_nat_range2", "max_proto", PartWriter.DNAT_LAST_PORT);
    ours.put("NF_NAT_RANGE_MAP_IPS | NF_NAT_RANGE_PROTO_SPECIFIED", PartWriter.ADDRESS_AND_PORT);
    assertEquals(ours, HeaderValues.of(ours.keySet(), HEADERS, directory));
  }

  private void part(String structure, byte[] part) {
    String size = "sizeof(struct xt_entry_match) + XT_ALIGN(sizeof(struct %s))";
    ours.put(size.formatted(structure), part.length);
  }

  private void member(String structure, String member, int place) {
    offset(structure, member, place - EntryParts.HEADER);
  }

  private void offset(String structure, String member, int offset) {
    ours.put("offsetof(struct " + structure + ", " + member + ")", offset);
  }
}
