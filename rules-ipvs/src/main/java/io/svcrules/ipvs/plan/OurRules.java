// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Jump;
import io.svcrules.iptables.Match;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.SetMatch;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The part of a ruleset that is ours: chains of the wanted names, and rules that jump there. */
public final class OurRules {
  private OurRules() {}

  /**
   * The chains of the wanted names as they are now. Those that are missing are missing; of a
   * built-in chain only the rules that lead into a wanted chain are kept.
   */
  public static Ruleset of(Ruleset current, Ruleset wanted) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : wanted.tables().values()) {
      tables.add(of(current.table(table.table()), table));
    }
    return Ruleset.of(wanted.family(), tables);
  }

  private static TableRules of(TableRules current, TableRules wanted) {
    List<Chain> chains = new ArrayList<>();
    for (Chain chain : wanted.chains().values()) {
      List<Rule> rules = current.chain(chain.name()).map(Chain::rules).orElse(List.of());
      if (isBuiltIn(wanted, chain)) {
        rules = rules.stream().filter(rule -> leadsInto(rule, wanted)).toList();
        chains.add(chain.withRules(rules));
      } else if (current.chain(chain.name()).isPresent()) {
        chains.add(chain.withRules(rules));
      }
    }
    return TableRules.of(wanted.table(), chains);
  }

  /**
   * A ruleset after the wanted rules were written: ours on top in built-in chains, others below.
   */
  public static Ruleset written(Ruleset current, Ruleset wanted) {
    List<TableRules> tables = new ArrayList<>();
    current.tables().values().stream()
        .filter(table -> !wanted.tables().containsKey(table.table()))
        .forEach(tables::add);
    for (TableRules table : wanted.tables().values()) {
      Map<String, Chain> chains = new LinkedHashMap<>(current.table(table.table()).chains());
      for (Chain chain : table.chains().values()) {
        chains.merge(chain.name(), chain, (old, ours) -> written(old, ours, table));
      }
      tables.add(new TableRules(table.table(), chains));
    }
    return Ruleset.of(wanted.family(), tables);
  }

  private static Chain written(Chain old, Chain ours, TableRules table) {
    if (!isBuiltIn(table, ours)) {
      return ours;
    }
    List<Rule> rules = new ArrayList<>(ours.rules());
    old.rules().stream().filter(rule -> !leadsInto(rule, table)).forEach(rules::add);
    return old.withRules(rules);
  }

  /** Chains that are there, and the rules of built-in chains that lead into them. */
  static Ruleset leadingInto(Ruleset current, Map<Table, Set<String>> chains) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : current.tables().values()) {
      Set<String> names = chains.getOrDefault(table.table(), Set.of());
      List<Chain> found = new ArrayList<>();
      for (Chain chain : table.chains().values()) {
        if (isBuiltIn(table, chain)) {
          List<Rule> rules = chain.rules().stream().filter(rule -> calls(rule, names)).toList();
          if (!rules.isEmpty()) {
            found.add(chain.withRules(rules));
          }
        } else if (names.contains(chain.name())) {
          found.add(chain);
        }
      }
      if (!found.isEmpty()) {
        tables.add(TableRules.of(table.table(), found));
      }
    }
    return Ruleset.of(current.family(), tables);
  }

  private static boolean calls(Rule rule, Set<String> chains) {
    return rule.target().calledChain().filter(chains::contains).isPresent();
  }

  /** A ruleset after rules were removed: a chain that others' rules lead to stays, empty. */
  public static Ruleset removed(Ruleset current, Ruleset going) {
    List<TableRules> tables = new ArrayList<>();
    for (TableRules table : current.tables().values()) {
      TableRules gone = going.table(table.table());
      Set<String> held = called(table, gone);
      List<Chain> left = new ArrayList<>();
      for (Chain chain : table.chains().values()) {
        Optional<Chain> named = gone.chain(chain.name());
        if (named.isEmpty()) {
          left.add(chain);
        } else if (isBuiltIn(table, chain)) {
          left.add(chain.withRules(without(chain.rules(), named.get().rules())));
        } else if (held.contains(chain.name())) {
          left.add(chain.withRules(List.of()));
        }
      }
      tables.add(TableRules.of(table.table(), left));
    }
    return Ruleset.of(current.family(), tables);
  }

  /** The chains that rules which stay lead to. */
  private static Set<String> called(TableRules table, TableRules gone) {
    Set<String> called = new HashSet<>();
    for (Chain chain : table.chains().values()) {
      Optional<Chain> named = gone.chain(chain.name());
      if (named.isEmpty() || isBuiltIn(table, chain)) {
        List<Rule> going = named.map(Chain::rules).orElse(List.of());
        for (Rule rule : without(chain.rules(), going)) {
          rule.target().calledChain().ifPresent(called::add);
        }
      }
    }
    return called;
  }

  private static List<Rule> without(List<Rule> rules, List<Rule> going) {
    return rules.stream().filter(rule -> !going.contains(rule)).toList();
  }

  /** These rules without those that look into a set. */
  static Ruleset withoutSet(Ruleset rules, String set) {
    return Ruleset.of(
        rules.family(),
        rules.tables().values().stream()
            .map(table -> withoutSet(table, rule -> refersTo(rule, set)))
            .toList());
  }

  private static TableRules withoutSet(TableRules table, Predicate<Rule> refers) {
    return TableRules.of(
        table.table(),
        table.chains().values().stream()
            .map(chain -> chain.withRules(chain.rules().stream().filter(refers.negate()).toList()))
            .toList());
  }

  /** Whether a rule looks into a set. */
  public static boolean refersTo(Rule rule, String set) {
    for (Match match : rule.matches()) {
      if (match instanceof SetMatch found && found.set().equals(set)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some rule looks into a set. */
  public static boolean referTo(Ruleset rules, String set) {
    return rules.tables().values().stream()
        .flatMap(table -> table.chains().values().stream())
        .flatMap(chain -> chain.rules().stream())
        .anyMatch(rule -> refersTo(rule, set));
  }

  /** How many references by rules each set has that rules look into. */
  public static Map<String, Integer> references(Ruleset rules) {
    Map<String, Integer> references = new HashMap<>();
    rules.tables().values().stream()
        .flatMap(table -> table.chains().values().stream())
        .flatMap(chain -> chain.rules().stream())
        .flatMap(rule -> rule.matches().stream())
        .filter(SetMatch.class::isInstance)
        .forEach(match -> references.merge(((SetMatch) match).set(), 1, Integer::sum));
    return references;
  }

  private static boolean isBuiltIn(TableRules table, Chain chain) {
    return table.table().builtInChains().contains(chain.name());
  }

  private static boolean leadsInto(Rule rule, TableRules wanted) {
    return rule.target() instanceof Jump jump && wanted.chain(jump.chain()).isPresent();
  }
}
