// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import io.svcrules.model.ServicePortName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows of every rule of a compiled ruleset why it is there. */
public final class RuleOrigins {
  private final Map<String, List<RuleOrigin>> byChain = new HashMap<>();
  private final Map<String, ServicePortName> owners = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private RuleOrigins() {}

  /** The origins of all rules. */
  public static RuleOrigins of(CompiledRuleset compiled) {
    RuleOrigins origins = new RuleOrigins();
    compiled
        .base()
        .chains()
        .forEach((table, chains) -> chains.forEach(c -> origins.add(table, c, Optional.empty())));
    for (Fragment fragment : compiled.fragments()) {
      Optional<ServicePortName> name = Optional.of(fragment.name());
      for (ReasonedChain chain : fragment.chains()) {
        origins.owners.put(chain.chain().name(), fragment.name());
        origins.add(Table.NAT, chain, name);
      }
      fragment.dispatch().forEach(rule -> origins.add(rule, name));
    }
    compiled.base().last().forEach(rule -> origins.add(rule, Optional.empty()));
    return origins;
  }

  private void add(Table table, ReasonedChain chain, Optional<ServicePortName> service) {
    List<Rule> rules = chain.chain().rules();
    byChain.computeIfAbsent(chain.chain().name(), name -> new ArrayList<>());
    for (int i = 0; i < rules.size(); i++) {
      add(table, chain.chain().name(), rules.get(i), chain.reasons().get(i), service);
    }
  }

  private void add(DispatchRule rule, Optional<ServicePortName> service) {
    add(rule.table(), rule.chain(), rule.rule(), rule.reason(), service);
  }

  private void add(
      Table table, String chain, Rule rule, RuleReason reason, Optional<ServicePortName> service) {
    int number = counts.merge(table.lowerCase() + ' ' + chain, 1, Integer::sum);
    byChain
        .computeIfAbsent(chain, name -> new ArrayList<>())
        .add(new RuleOrigin(table, chain, number, rule, reason, service));
  }

  /** Whether there is a chain of that name, in whatever table. */
  public boolean hasChain(String chain) {
    return byChain.containsKey(chain);
  }

  /** The service port that a chain is made for; empty if all share it, or it is not there. */
  public Optional<ServicePortName> owner(String chain) {
    return Optional.ofNullable(owners.get(chain));
  }

  /** The rules of the chains of that name; none if there is no such chain. */
  public List<RuleOrigin> chain(String chain) {
    return List.copyOf(byChain.getOrDefault(chain, List.of()));
  }

  /** Where a rule stands in the chains of that name; none if it is not there. */
  public List<RuleOrigin> rule(String chain, Rule rule) {
    return byChain.getOrDefault(chain, List.of()).stream()
        .filter(origin -> origin.rule().equals(rule))
        .toList();
  }

  /** The rules that lead to a chain. */
  public List<RuleOrigin> callers(String chain) {
    return byChain.values().stream()
        .flatMap(List::stream)
        .filter(origin -> origin.rule().target().calledChain().filter(chain::equals).isPresent())
        .sorted(
            Comparator.comparing(RuleOrigin::table)
                .thenComparing(RuleOrigin::chain)
                .thenComparingInt(RuleOrigin::number))
        .toList();
  }
}
