// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.RejectTarget;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.XtTarget;
import java.util.List;

/**
 * {@code struct ipt_reject_info} (linux/netfilter_ipv4/ipt_REJECT.h) and {@code struct
 * ip6t_reject_info} (linux/netfilter_ipv6/ip6t_REJECT.h).
 */
final class RejectInfo {
  static final String NAME = "REJECT";
  static final int SIZE = 4;
  static final int WITH = 0;

  /** Stands where a number has no option of iptables. */
  private static final String NONE = "";

  /** By {@code enum ipt_reject_with}. */
  static final List<String> IPV4 =
      List.of(
          "icmp-net-unreachable",
          "icmp-host-unreachable",
          "icmp-proto-unreachable",
          "icmp-port-unreachable",
          NONE,
          "icmp-net-prohibited",
          "icmp-host-prohibited",
          "tcp-reset",
          "icmp-admin-prohibited");

  /** By {@code enum ip6t_reject_with}. */
  static final List<String> IPV6 =
      List.of(
          "icmp6-no-route",
          "icmp6-adm-prohibited",
          NONE,
          "icmp6-addr-unreachable",
          "icmp6-port-unreachable",
          NONE,
          "tcp-reset",
          "icmp6-policy-fail",
          "icmp6-reject-route");

  private RejectInfo() {}

  private static List<String> answers(IpFamily family) {
    return family == IpFamily.IPV4 ? IPV4 : IPV6;
  }

  static XtTarget encode(RejectTarget target, IpFamily family) {
    int with = answers(family).indexOf(target.with());
    if (with < 0 || target.with().isEmpty()) {
      throw new UnsupportedRuleException("REJECT with \"" + target.with() + "\"");
    }
    return new XtTarget(NAME, 0, new XtStructure(SIZE).u32(WITH, with).toBytes());
  }

  /** The target, or null for a number that has no option. */
  static RejectTarget decode(XtStructure info, IpFamily family) {
    List<String> answers = answers(family);
    int with = info.u32(WITH);
    return with < 0 || with >= answers.size() || answers.get(with).isEmpty()
        ? null
        : new RejectTarget(answers.get(with));
  }
}
