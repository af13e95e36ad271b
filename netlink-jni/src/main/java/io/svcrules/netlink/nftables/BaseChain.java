// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/**
 * Where packets enter a chain by themselves, and what becomes of those that reach its end.
 *
 * @param type {@code filter}, {@code nat} or {@code route}
 * @param hook {@code NF_INET_…}, such as {@link
 *     io.svcrules.netlink.netfilter.NetfilterUapi#NF_INET_PRE_ROUTING}
 * @param priority the order among the chains at one hook, lowest first
 * @param policy {@code NF_ACCEPT} or {@code NF_DROP}
 */
public record BaseChain(String type, int hook, int priority, int policy) {}
