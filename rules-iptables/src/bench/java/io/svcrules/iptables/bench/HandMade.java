// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operator who knows all rules would write for {@code iptables-restore --noflush}: the
 * chains that change, anew; those that are gone, deleted; the rules of new services, in front of
 * the others. Made without the planner, to be compared with it.
 */
final class HandMade {
  private final StringBuilder text = new StringBuilder("*nat\n");

  private HandMade() {}

  /** The text for a change of some services. */
  static String text(CompiledRuleset before, CompiledRuleset after) {
    HandMade made = new HandMade();
    Map<Object, Fragment> old = new LinkedHashMap<>();
    before.fragments().forEach(fragment -> old.put(fragment.name(), fragment));
    for (Fragment fragment : after.fragments()) {
      Fragment was = old.get(fragment.name());
      if (was == null) {
        made.add(Map.of(), chains(fragment));
        fragment.dispatch().forEach(made::insert);
      } else if (!was.equals(fragment)) {
        made.add(chains(was), chains(fragment));
      }
    }
    return made.text.append("COMMIT\n").toString();
  }

  private static Map<String, Chain> chains(Fragment fragment) {
    Map<String, Chain> chains = new LinkedHashMap<>();
    for (ReasonedChain chain : fragment.chains()) {
      chains.put(chain.chain().name(), chain.chain());
    }
    return chains;
  }

  private void add(Map<String, Chain> before, Map<String, Chain> after) {
    after.forEach(
        (name, chain) -> {
          if (!chain.equals(before.get(name))) {
            text.append(':').append(name).append(" - [0:0]\n");
          }
        });
    after.forEach(
        (name, chain) -> {
          if (!chain.equals(before.get(name))) {
            chain.rules().forEach(rule -> line("-A ", name, rule));
          }
        });
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        text.append("-F ").append(name).append("\n-X ").append(name).append('\n');
      }
    }
  }

  private void insert(DispatchRule rule) {
    if (rule.table() != Table.NAT) {
      throw new IllegalArgumentException("services of the bench have endpoints");
    }
    line("-I ", rule.chain(), rule.rule());
  }

  private void line(String command, String chain, Rule rule) {
    text.append(command).append(chain);
    rule.appendTo(text);
    text.append('\n');
  }
}
