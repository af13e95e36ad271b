// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

/**
 * Which change of a transaction.
 *
 * @param table the place of its table among the tables of the transaction, from 0
 * @param change its place among the changes of that table, from 0
 */
public record ChangePlace(int table, int change) {}
