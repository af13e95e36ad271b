// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.TableRules;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a ruleset of what iptables-save prints. */
final class SavedReceiver implements TextReceiver {
  private final Map<Table, Map<String, Draft>> tables = new EnumMap<>(Table.class);
  private Map<String, Draft> chains = Map.of();
  private Draft last = new Draft("", ChainPolicy.NONE);

  /** A chain whose rules are still coming. */
  private static final class Draft {
    private final String name;
    private final ChainPolicy policy;
    private final List<Rule> rules = new ArrayList<>(3);

    Draft(String name, ChainPolicy policy) {
      this.name = name;
      this.policy = policy;
    }
  }

  @Override
  public void startTable(Table table) throws LineProblem {
    if (tables.containsKey(table)) {
      throw new LineProblem(1, "the table " + table.lowerCase() + " was here before; join the two");
    }
    chains = new LinkedHashMap<>();
    tables.put(table, chains);
  }

  @Override
  public void chainLine(String chain, ChainPolicy policy) throws LineProblem {
    last = new Draft(chain, policy);
    if (chains.putIfAbsent(chain, last) != null) {
      throw new LineProblem(2, "the chain " + chain + " was here before; it needs only one line");
    }
  }

  @Override
  public boolean isDeclared(String chain) {
    return chains.containsKey(chain);
  }

  @Override
  public void command(RuleLine line, Rule rule) throws LineProblem {
    if (line.command() != Command.APPEND) {
      throw new LineProblem(
          1, line.command().option() + " changes rules; rules that exist are listed by -A only");
    }
    if (!last.name.equals(line.chain())) {
      Draft draft = chains.get(line.chain());
      if (draft == null) {
        throw new LineProblem(
            4, "there is no chain " + line.chain() + "; it needs a line above: :" + line.chain());
      }
      last = draft;
    }
    last.rules.add(rule);
  }

  /** The ruleset. */
  Ruleset ruleset(IpFamily family) {
    Map<Table, TableRules> result = new EnumMap<>(Table.class);
    tables.forEach((table, drafts) -> result.put(table, tableRules(table, drafts)));
    return new Ruleset(family, result);
  }

  private static TableRules tableRules(Table table, Map<String, Draft> drafts) {
    List<Chain> chains = new ArrayList<>(drafts.size());
    drafts.values().forEach(draft -> chains.add(new Chain(draft.name, draft.policy, draft.rules)));
    return TableRules.of(table, chains);
  }
}
