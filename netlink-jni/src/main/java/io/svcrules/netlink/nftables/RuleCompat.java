// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * The layer 4 protocol that a rule has matched, for xtables extensions which insist on one ({@code
 * NFTA_RULE_COMPAT}).
 *
 * @param protocol {@code IPPROTO_…}, as in {@code ipt_ip.proto}
 * @param flags {@code NFT_RULE_COMPAT_F_INV} if every protocol but this one is matched, else 0
 */
public record RuleCompat(int protocol, int flags) {}
