// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.kernel.nft.ForeignRules;
import io.svcrules.iptables.kernel.nft.IncompatibleTableException;
import io.svcrules.iptables.text.IptablesTextException;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.nftables.ImmediateVerdict;
import io.svcrules.netlink.nftables.NftExpression;
import io.svcrules.netlink.nftables.NftRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules of others in the words of iptables, which is asked for one chain at a time: {@code
 * iptables-nft -t nat -S CHAIN}.
 *
 * @param family the family of the rules
 * @param runner runs iptables
 */
record NftListedRules(IpFamily family, CommandRunner runner) implements ForeignRules {

  @Override
  public List<Rule> spell(Table table, String chain, List<NftRule> rules, List<Rule> decoded) {
    List<String> command =
        List.of(IptablesVariant.NFT.command(family), "-t", table.lowerCase(), "-S", chain);
    CommandOutcome listed = runner.run(command, CommandRunner.Input.NONE);
    if (!listed.isSuccess()) {
      throw new IncompatibleTableException(listed.errors().strip());
    }
    List<Rule> spelled = parse(table, chain, called(rules), listed.output());
    if (spelled.size() != rules.size()) {
      throw new IncompatibleTableException(
          "iptables sees %d rules in chain %s of table %s, the kernel has %d"
              .formatted(spelled.size(), chain, table.lowerCase(), rules.size()));
    }
    return spelled;
  }

  /** The parser tells chains from targets by which chains there are. */
  private static SortedSet<String> called(List<NftRule> rules) {
    SortedSet<String> called = new TreeSet<>();
    for (NftRule rule : rules) {
      for (NftExpression expression : rule.expressions()) {
        if (expression instanceof ImmediateVerdict verdict && !verdict.chain().isEmpty()) {
          called.add(verdict.chain());
        }
      }
    }
    return called;
  }

  private List<Rule> parse(Table table, String chain, SortedSet<String> called, byte[] listed) {
    StringBuilder text = new StringBuilder("*").append(table.lowerCase()).append('\n');
    called.add(chain);
    for (String name : called) {
      String policy = table.builtInChains().contains(name) ? "ACCEPT" : "-";
      text.append(':').append(name).append(' ').append(policy).append(" [0:0]\n");
    }
    // Each byte a character, and back: the text may hold bytes that are no UTF-8.
    new String(listed, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("-A "))
        .forEach(line -> text.append(line).append('\n'));
    text.append("COMMIT\n");
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      Ruleset ruleset = IptablesTextParser.parseSaved(family, bytes).orThrow();
      return ruleset.table(table).chain(chain).map(Chain::rules).orElse(List.of());
    } catch (IptablesTextException e) {
      throw new IncompatibleTableException(
          "iptables lists what cannot be understood: " + e.getMessage());
    }
  }
}
