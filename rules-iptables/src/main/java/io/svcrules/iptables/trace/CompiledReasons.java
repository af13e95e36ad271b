// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.compile.RuleReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reasons that rules were compiled for. They hold for exactly those rules. */
public final class CompiledReasons implements Reasons {
  private record Place(Table table, String chain) {}

  private record Reasoned(RuleReason reason, String object) {}

  private final Map<Place, List<Reasoned>> shared = new HashMap<>();
  private final Map<String, Own> own = new HashMap<>();

  private record Own(ReasonedChain chain, String object) {}

  private CompiledReasons() {}

  /** The reasons of compiled rules. */
  public static CompiledReasons of(CompiledRuleset compiled) {
    CompiledReasons reasons = new CompiledReasons();
    compiled.base().chains().forEach(reasons::addBase);
    for (Fragment fragment : compiled.fragments()) {
      String object = fragment.name().toString();
      fragment.dispatch().forEach(rule -> reasons.add(rule, object));
      fragment
          .chains()
          .forEach(chain -> reasons.own.put(chain.chain().name(), new Own(chain, object)));
    }
    compiled.base().last().forEach(rule -> reasons.add(rule, ""));
    return reasons;
  }

  private void addBase(Table table, List<ReasonedChain> chains) {
    for (ReasonedChain chain : chains) {
      List<Reasoned> list = list(table, chain.chain().name());
      chain.reasons().forEach(reason -> list.add(new Reasoned(reason, "")));
    }
  }

  /** In the order in which {@link CompiledRuleset#ruleset} appends them. */
  private void add(DispatchRule rule, String object) {
    list(rule.table(), rule.chain()).add(new Reasoned(rule.reason(), object));
  }

  private List<Reasoned> list(Table table, String chain) {
    return shared.computeIfAbsent(new Place(table, chain), place -> new ArrayList<>());
  }

  @Override
  public Optional<Explanation> of(Visit visit) {
    if (visit.rule().isEmpty() || visit.table().isEmpty()) {
      return Optional.empty();
    }
    int index = visit.position() - 1;
    Own chain = visit.table().get() == Table.NAT ? own.get(visit.chain()) : null;
    if (chain != null) {
      return Optional.of(Explanation.of(chain.chain().reasons().get(index), chain.object()));
    }
    List<Reasoned> rules = shared.get(new Place(visit.table().get(), visit.chain()));
    return Optional.ofNullable(rules)
        .map(list -> Explanation.of(list.get(index).reason(), list.get(index).object()));
  }
}
