// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Table;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import io.svcrules.netlink.nftables.BaseChain;
import io.svcrules.netlink.nftables.NftChain;
import java.util.Optional;

/** The built-in chains as iptables-nft 1.8.9 makes them. */
final class BaseChains {
  private BaseChains() {}

  /**
   * Hook, priority and type of a built-in chain; its policy is to accept.
   *
   * @throws UnsupportedRuleException if the table has none of that name
   */
  static BaseChain of(Table table, String chain) {
    if (!table.builtInChains().contains(chain)) {
      throw new UnsupportedRuleException("no built-in chain " + chain + " in " + table);
    }
    return of(table, chain, NetfilterUapi.NF_ACCEPT);
  }

  private static BaseChain of(Table table, String chain, int policy) {
    int hook = hook(chain);
    return new BaseChain(type(table, hook), hook, priority(table, hook), policy);
  }

  /**
   * Makes sure that a chain of the kernel is one that iptables could have made.
   *
   * @throws IncompatibleTableException if packets enter it by themselves, and it is no built-in
   *     chain or one with another hook, priority or type than iptables gives it; or if it has the
   *     name of a built-in chain, and packets do not enter it
   */
  static void check(Table table, NftChain chain) {
    Optional<BaseChain> expected =
        table.builtInChains().contains(chain.name())
            ? chain.base().map(base -> of(table, chain.name(), base.policy()))
            : Optional.empty();
    boolean missing = chain.base().isEmpty() && table.builtInChains().contains(chain.name());
    if (missing || !chain.base().equals(expected)) {
      throw new IncompatibleTableException(
          "chain " + chain.name() + " of table " + chain.table() + " is none of iptables");
    }
  }

  private static int hook(String chain) {
    return switch (chain) {
      case "PREROUTING" -> NetfilterUapi.NF_INET_PRE_ROUTING;
      case "INPUT" -> NetfilterUapi.NF_INET_LOCAL_IN;
      case "FORWARD" -> NetfilterUapi.NF_INET_FORWARD;
      case "OUTPUT" -> NetfilterUapi.NF_INET_LOCAL_OUT;
      case "POSTROUTING" -> NetfilterUapi.NF_INET_POST_ROUTING;
      default -> throw new UnsupportedRuleException("no hook " + chain);
    };
  }

  /** A new mark or address of an outgoing packet has it routed again. */
  private static String type(Table table, int hook) {
    return switch (table) {
      case NAT -> "nat";
      case MANGLE -> hook == NetfilterUapi.NF_INET_LOCAL_OUT ? "route" : "filter";
      case FILTER, RAW, SECURITY -> "filter";
    };
  }

  /**
   * linux/netfilter_ipv4.h NF_IP_PRI_RAW, …_MANGLE, …_NAT_DST, …_FILTER, …_NAT_SRC; for security
   * iptables-nft takes another number than the header.
   */
  private static int priority(Table table, int hook) {
    return switch (table) {
      case RAW -> -300;
      case MANGLE -> -150;
      case NAT -> rewritesDestination(hook) ? -100 : 100;
      case FILTER -> 0;
      case SECURITY -> 150;
    };
  }

  private static boolean rewritesDestination(int hook) {
    return hook == NetfilterUapi.NF_INET_PRE_ROUTING || hook == NetfilterUapi.NF_INET_LOCAL_OUT;
  }
}
