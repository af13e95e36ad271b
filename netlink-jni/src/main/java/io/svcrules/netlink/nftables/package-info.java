// SPDX-License-Identifier: Apache-2.0
/**
 * nf_tables: tables, chains and rules, read by dumps and changed by transactions.
 *
 * <p>Expressions are generic values; those that {@code iptables-nft} writes have types of their
 * own, all others are kept as raw bytes and written back unchanged.
 */
package io.svcrules.netlink.nftables;
