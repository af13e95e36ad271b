// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.netlink.nftables.NftChain;
import io.svcrules.netlink.nftables.NftFamily;
import io.svcrules.netlink.nftables.NftRule;
import io.svcrules.netlink.nftables.NftTable;
import io.svcrules.netlink.nftables.NftTransaction;

/** Writes changes of one family into a transaction, one command each. */
public final class NftWriter {
  private final NftTransaction transaction;
  private final NftFamily family;
  private final NftRuleEncoder encoder;

  NftWriter(NftTransaction transaction, NftFamily family, NftRuleEncoder encoder) {
    this.transaction = transaction;
    this.family = family;
    this.encoder = encoder;
  }

  void createTable(Table table) {
    transaction.addTable(NftTable.named(family, table.lowerCase()));
  }

  void createBaseChain(Table table, String chain) {
    transaction.addChain(
        NftChain.base(family, table.lowerCase(), chain, BaseChains.of(table, chain)));
  }

  void createChain(Table table, String chain) {
    transaction.addChain(NftChain.regular(family, table.lowerCase(), chain));
  }

  void append(Table table, String chain, Rule rule) {
    transaction.appendRule(encoded(table, chain, rule));
  }

  void prepend(Table table, String chain, Rule rule) {
    transaction.prependRule(encoded(table, chain, rule));
  }

  void insert(Table table, String chain, Rule rule, long before) {
    transaction.insertRuleBefore(encoded(table, chain, rule), before);
  }

  void insertAfter(Table table, String chain, Rule rule, long after) {
    transaction.insertRuleAfter(encoded(table, chain, rule), after);
  }

  private NftRule encoded(Table table, String chain, Rule rule) {
    return encoder.encode(rule).in(family, table.lowerCase(), chain);
  }

  void delete(Table table, String chain, long handle) {
    transaction.deleteRule(family, table.lowerCase(), chain, handle);
  }

  void flush(Table table, String chain) {
    transaction.flushChain(family, table.lowerCase(), chain);
  }

  void deleteChain(Table table, String chain) {
    transaction.deleteChain(family, table.lowerCase(), chain);
  }
}
