// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.live;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.ChangeReceiver;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.TableRules;

/** Counts changes of one table. */
final class ChangeCounter implements ChangeReceiver {
  private final TableRules before;
  private int created;
  private int deleted;
  private int rules;

  ChangeCounter(TableRules before) {
    this.before = before;
  }

  int created() {
    return created;
  }

  int deleted() {
    return deleted;
  }

  int rules() {
    return rules;
  }

  @Override
  public void createOrFlush(String chain) {
    if (before.chain(chain).isEmpty()) {
      created++;
    } else {
      flush(chain);
    }
  }

  @Override
  public void declarePolicy(String chain, ChainPolicy policy) {
    // No rule and no chain.
  }

  @Override
  public void create(String chain) {
    created++;
  }

  @Override
  public void flush(String chain) {
    rules += before.chain(chain).map(Chain::rules).map(list -> list.size()).orElse(0);
  }

  @Override
  public void delete(String chain) {
    deleted++;
  }

  @Override
  public void setPolicy(String chain, ChainPolicy policy) {
    // No rule and no chain.
  }

  @Override
  public void append(String chain, Rule rule) {
    rules++;
  }

  @Override
  public void insert(String chain, int position, Rule rule) {
    rules++;
  }

  @Override
  public void deleteRule(String chain, Rule rule) {
    rules++;
  }

  @Override
  public void deleteRuleAt(String chain, int position) {
    rules++;
  }

  @Override
  public void replace(String chain, int position, Rule rule) {
    rules++;
  }
}
