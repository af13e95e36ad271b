// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one table should hold, with owners. */
final class DesiredTable {
  private final Table table;
  private final List<ReasonedChain> base;
  private final List<Fragment> fragments;
  private final Map<String, List<OwnedRule>> dispatch = new LinkedHashMap<>();
  private final Map<String, List<OwnedRule>> last = new LinkedHashMap<>();
  private TableRules ofServices;

  DesiredTable(Table table, CompiledRuleset compiled) {
    this.table = table;
    this.base = compiled.base().chains().get(table);
    // All chains of service ports are in nat.
    this.fragments = table == Table.NAT ? compiled.fragments() : List.of();
    for (Fragment fragment : compiled.fragments()) {
      add(fragment.dispatch(), new Cause.ServicePort(fragment.name()), dispatch);
    }
    add(compiled.base().last(), Cause.Common.BASE, last);
  }

  private void add(List<DispatchRule> rules, Cause cause, Map<String, List<OwnedRule>> byChain) {
    for (DispatchRule rule : rules) {
      if (rule.table() == table) {
        byChain
            .computeIfAbsent(rule.chain(), c -> new ArrayList<>())
            .add(new OwnedRule(rule.rule(), cause));
      }
    }
  }

  Table table() {
    return table;
  }

  /** The chains that are there whatever the services are. */
  List<ReasonedChain> base() {
    return base;
  }

  /** The service ports that have chains in this table. */
  List<Fragment> fragments() {
    return fragments;
  }

  /** Whether a chain of that name is one of a service port. */
  boolean isOfService(String chain) {
    if (ofServices == null) {
      List<Chain> chains = new ArrayList<>();
      for (Fragment fragment : fragments) {
        fragment.chains().forEach(reasoned -> chains.add(reasoned.chain()));
      }
      // Takes a quarter of the time and of the memory of a set of their names.
      ofServices = TableRules.of(table, chains);
    }
    return ofServices.chains().containsKey(chain);
  }

  /** The rules of services in a shared chain. */
  List<OwnedRule> dispatch(String chain) {
    return dispatch.getOrDefault(chain, List.of());
  }

  /** The rules that stand behind those. */
  List<OwnedRule> last(String chain) {
    return last.getOrDefault(chain, List.of());
  }

  /** All rules of a shared chain in order. */
  List<Rule> all(String chain) {
    List<Rule> rules = new ArrayList<>();
    dispatch(chain).forEach(owned -> rules.add(owned.rule()));
    last(chain).forEach(owned -> rules.add(owned.rule()));
    return rules;
  }
}
