// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.render;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.compile.DispatchRule;
import io.svcrules.iptables.compile.Fragment;
import io.svcrules.iptables.compile.ReasonedChain;
import io.svcrules.iptables.text.ChainText;
import io.svcrules.iptables.text.TextPieces;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of neighbouring service ports, by where it goes. */
final class RenderedPorts {
  private final TextPieces declarations = new TextPieces();
  private final TextPieces rules = new TextPieces();
  private final Map<Table, Map<String, TextPieces>> dispatch = new EnumMap<>(Table.class);

  void add(Fragment fragment) {
    List<ReasonedChain> chains = fragment.chains();
    for (int i = 0; i < chains.size(); i++) {
      Chain chain = chains.get(i).chain();
      ChainText.appendDeclaration(chain, declarations.end());
      ChainText.appendRules(chain, rules.end());
    }
    declarations.settle();
    rules.settle();
    for (DispatchRule rule : fragment.dispatch()) {
      TextPieces text = dispatch(rule.table(), rule.chain());
      ChainText.appendRule(rule.chain(), rule.rule(), text.end());
      text.settle();
    }
  }

  /** The lines that make the service ports' own chains. */
  TextPieces declarations() {
    return declarations;
  }

  /** The rules of those chains. */
  TextPieces rules() {
    return rules;
  }

  /** Their rules in a chain that all share. */
  TextPieces dispatch(Table table, String chain) {
    return dispatch
        .computeIfAbsent(table, any -> new HashMap<>())
        .computeIfAbsent(chain, any -> new TextPieces());
  }
}
