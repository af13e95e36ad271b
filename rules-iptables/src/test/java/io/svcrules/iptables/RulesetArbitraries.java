// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random rulesets of all kinds of rules, for property tests. */
public final class RulesetArbitraries {
  private RulesetArbitraries() {}

  /** Either family. */
  public static Arbitrary<IpFamily> families() {
    return Arbitraries.of(IpFamily.class);
  }

  /** Names of chains that are not built in. */
  public static Arbitrary<String> chainNames() {
    return Arbitraries.of("KUBE-SVC-", "KUBE-SEP-", "KUBE-", "cali-x", "f2b_")
        .flatMap(
            prefix ->
                Arbitraries.strings()
                    .withChars("ABCXYZ234567")
                    .ofMinLength(1)
                    .ofMaxLength(16)
                    .map(rest -> prefix + rest));
  }

  /** Rulesets whose tables have all built-in chains, and in which no packet goes round for ever. */
  public static Arbitrary<Ruleset> rulesets(RuleArbitraries rules) {
    return Arbitraries.subsetOf(Table.FILTER, Table.NAT, Table.MANGLE, Table.RAW, Table.SECURITY)
        .flatMap(tables -> rulesets(rules, tables));
  }

  /** Rulesets of these tables. */
  public static Arbitrary<Ruleset> rulesets(RuleArbitraries rules, Set<Table> tables) {
    List<Arbitrary<TableRules>> all = new ArrayList<>();
    for (Table table : tables.isEmpty() ? EnumSet.noneOf(Table.class) : EnumSet.copyOf(tables)) {
      all.add(tables(rules, table));
    }
    return net.jqwik.api.Combinators.combine(all).as(made -> Ruleset.of(rules.family(), made));
  }

  /** A table; each chain calls only chains behind it, so there are no circles. */
  public static Arbitrary<TableRules> tables(RuleArbitraries rules, Table table) {
    return chainNames()
        .list()
        .uniqueElements()
        .ofMaxSize(6)
        .flatMap(
            own -> {
              List<String> names = new ArrayList<>(table.builtInChains());
              names.addAll(own);
              List<Arbitrary<Chain>> chains = new ArrayList<>();
              for (int i = 0; i < names.size(); i++) {
                chains.add(chains(rules, table, names, i));
              }
              return net.jqwik.api.Combinators.combine(chains)
                  .as(made -> TableRules.of(table, made));
            });
  }

  private static Arbitrary<Chain> chains(
      RuleArbitraries rules, Table table, List<String> names, int index) {
    int builtIn = table.builtInChains().size();
    List<String> callable = names.subList(Math.max(index + 1, builtIn), names.size());
    ChainPolicy policy = index < builtIn ? ChainPolicy.ACCEPT : ChainPolicy.NONE;
    return rules
        .rules(table, callable)
        .list()
        .ofMaxSize(5)
        .map(made -> new Chain(names.get(index), policy, made));
  }
}
