// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import java.util.List;

/** A chain as iptables-save and the input of iptables-restore spell it; each line with its end. */
public final class ChainText {
  private ChainText() {}

  /** Appends the line by which the chain is made, or emptied if it is there. */
  public static void appendDeclaration(Chain chain, StringBuilder text) {
    text.append(':').append(chain.name()).append(' ').append(chain.policy().text());
    text.append(" [0:0]\n");
  }

  /** Appends lines that put the rules behind those of the chain. */
  public static void appendRules(Chain chain, StringBuilder text) {
    List<Rule> rules = chain.rules();
    for (int i = 0; i < rules.size(); i++) {
      appendRule(chain.name(), rules.get(i), text);
    }
  }

  /** Appends a line that puts a rule behind those of a chain. */
  public static void appendRule(String chain, Rule rule, StringBuilder text) {
    text.append("-A ").append(chain);
    rule.appendTo(text);
    text.append('\n');
  }

  /** Appends lines that put the rules in front of those of the chain. */
  public static void appendInsertions(Chain chain, StringBuilder text) {
    List<Rule> rules = chain.rules();
    // Each goes on top of the one before, so the last one comes first.
    for (int i = rules.size() - 1; i >= 0; i--) {
      text.append("-I ").append(chain.name());
      rules.get(i).appendTo(text);
      text.append('\n');
    }
  }
}
