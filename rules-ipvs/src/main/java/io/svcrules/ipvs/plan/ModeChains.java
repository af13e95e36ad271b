// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.plan;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.ChainRole;
import io.svcrules.iptables.plan.CleanupScope;
import io.svcrules.ipvs.compile.IpvsChainNames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Whose the chains of services are. Modes iptables and ipvs have chains of the same names, of which
 * there can be but one; they belong to the mode that is in charge: the one that table nat asks what
 * to do with packets to services.
 */
public final class ModeChains {
  /** Where packets to services come first, in either mode. */
  private static final String SERVICES = "KUBE-SERVICES";

  private static final Map<Table, Set<String>> OWN = ipvsChains(role -> role == ChainRole.FOREIGN);
  private static final Map<Table, Set<String>> SHARED =
      ipvsChains(role -> role != ChainRole.FOREIGN && role != ChainRole.HOOK);

  private ModeChains() {}

  private static Map<Table, Set<String>> ipvsChains(Predicate<ChainRole> wanted) {
    Map<Table, Set<String>> chains = new EnumMap<>(Table.class);
    IpvsChainNames.byTable()
        .forEach(
            (table, names) -> {
              Set<String> chosen = new TreeSet<>(names);
              chosen.removeIf(name -> !wanted.test(ChainRole.of(table, name)));
              chains.put(table, Set.copyOf(chosen));
            });
    return Map.copyOf(chains);
  }

  /** Whether packets to services meet the rules of mode ipvs. */
  public static boolean isIpvsInCharge(Ruleset rules) {
    return leads(rules, chain -> OWN.getOrDefault(Table.NAT, Set.of()).contains(chain));
  }

  /** Whether packets to services meet the rules of mode iptables. */
  public static boolean isIptablesInCharge(Ruleset rules) {
    Set<String> shared = SHARED.getOrDefault(Table.NAT, Set.of());
    return leads(
        rules,
        chain ->
            switch (ChainRole.of(Table.NAT, chain)) {
              case SERVICE, DISPATCH -> !shared.contains(chain);
              case STATIC, HOOK, KUBELET, FOREIGN -> false;
            });
  }

  private static boolean leads(Ruleset rules, Predicate<String> wanted) {
    List<Rule> first = rules.table(Table.NAT).chain(SERVICES).map(Chain::rules).orElse(List.of());
    return first.stream().anyMatch(rule -> rule.target().calledChain().filter(wanted).isPresent());
  }

  /** Whether something of the chains that only mode ipvs has is there. */
  public static boolean hasOfIpvs(Ruleset rules) {
    return rules.tables().values().stream()
        .anyMatch(
            table ->
                OWN.getOrDefault(table.table(), Set.of()).stream()
                    .anyMatch(table.chains()::containsKey));
  }

  /** Whether rules that only mode ipvs has are there, not just chains that others' rules hold. */
  public static boolean hasRulesOfIpvs(Ruleset rules) {
    return rules.tables().values().stream()
        .flatMap(
            table ->
                OWN.getOrDefault(table.table(), Set.of()).stream()
                    .flatMap(name -> table.chain(name).stream()))
        .anyMatch(chain -> !chain.rules().isEmpty());
  }

  /** What goes if mode iptables is removed; what it shares stays if mode ipvs is in charge. */
  public static CleanupScope iptables(Ruleset rules) {
    return new CleanupScope(true, Map.of(), isIpvsInCharge(rules) ? SHARED : Map.of());
  }

  /** What goes if mode ipvs is removed; what it shares stays if mode iptables is in charge. */
  public static CleanupScope ipvs(Ruleset rules) {
    return new CleanupScope(false, isIptablesInCharge(rules) ? OWN : all(), Map.of());
  }

  /** What goes if both modes are removed. */
  public static CleanupScope both() {
    return new CleanupScope(true, OWN, Map.of());
  }

  private static Map<Table, Set<String>> all() {
    Map<Table, Set<String>> all = new EnumMap<>(Table.class);
    for (Table table : OWN.keySet()) {
      Set<String> names = new TreeSet<>(OWN.get(table));
      names.addAll(SHARED.get(table));
      all.put(table, names);
    }
    return all;
  }
}
