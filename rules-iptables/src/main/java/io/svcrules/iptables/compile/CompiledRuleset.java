// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.compile;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one family with all that led to them.
 *
 * @param family the family
 * @param base what exists whatever the services are
 * @param fragments the contribution of each service port, sorted by its name
 */
public record CompiledRuleset(IpFamily family, BaseRules base, List<Fragment> fragments) {

  /** Copies the fragments. */
  public CompiledRuleset {
    fragments = List.copyOf(fragments);
  }

  /**
   * The rules themselves. In shared chains the rules of service ports stand in the order of their
   * names, so of two that claim one address and port the first by name has it.
   */
  public Ruleset ruleset() {
    Map<Table, Map<String, List<Rule>>> shared = new LinkedHashMap<>();
    base.chains().forEach((table, chains) -> shared.put(table, rules(chains)));
    for (Fragment fragment : fragments) {
      append(shared, fragment.dispatch());
    }
    append(shared, base.last());
    List<TableRules> tables = new ArrayList<>();
    base.chains().forEach((table, chains) -> tables.add(table(table, chains, shared.get(table))));
    return Ruleset.of(family, tables);
  }

  private static Map<String, List<Rule>> rules(List<ReasonedChain> chains) {
    Map<String, List<Rule>> byChain = new LinkedHashMap<>();
    for (ReasonedChain chain : chains) {
      byChain.put(chain.chain().name(), new ArrayList<>(chain.chain().rules()));
    }
    return byChain;
  }

  private static void append(Map<Table, Map<String, List<Rule>>> shared, List<DispatchRule> rules) {
    for (DispatchRule dispatch : rules) {
      shared.get(dispatch.table()).get(dispatch.chain()).add(dispatch.rule());
    }
  }

  private TableRules table(Table table, List<ReasonedChain> chains, Map<String, List<Rule>> rules) {
    List<Chain> all = new ArrayList<>(chains.size() + 8 * fragments.size());
    for (ReasonedChain chain : chains) {
      all.add(chain.chain().withRules(rules.get(chain.chain().name())));
    }
    if (table == Table.NAT) {
      for (Fragment fragment : fragments) {
        for (ReasonedChain chain : fragment.chains()) {
          all.add(chain.chain());
        }
      }
    }
    // A name is the hash of a service port, a role and an endpoint, and each of these occurs once.
    return TableRules.ofDistinct(table, all);
  }
}
