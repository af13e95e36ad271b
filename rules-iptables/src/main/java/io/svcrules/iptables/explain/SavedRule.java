// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.explain;

import io.svcrules.iptables.Chain;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.Table;
import io.svcrules.iptables.text.IptablesTextParser;
import io.svcrules.iptables.text.ParsedText;
import io.svcrules.model.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of iptables-save, read on its own.
 *
 * @param table the table, if the line says so
 * @param chain the chain the rule is of
 * @param rule the rule
 */
public record SavedRule(Optional<Table> table, String chain, Rule rule) {
  /** Counters as {@code iptables-save -c} prints them; a command and table as people type them. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:\\[\\d+:\\d+]\\s+)?(?:ip6?tables\\S*\\s+)?(?:(?:-t|--table)\\s+(\\w+)\\s+)?"
              + "(?:-A|--append)\\s+(\\S+)(\\s+.*)?");

  private static final Pattern CALL = Pattern.compile("\\s-[jg]\\s+(\\S+)");

  /**
   * Reads the line.
   *
   * @throws IllegalArgumentException if it is no rule of iptables-save
   */
  public static SavedRule parse(IpFamily family, String line) {
    Matcher words = LINE.matcher(line);
    if (line.indexOf('\n') >= 0 || !words.matches()) {
      throw new IllegalArgumentException("expected a line of iptables-save: -A CHAIN …");
    }
    Optional<Table> table = Optional.ofNullable(words.group(1)).map(SavedRule::table);
    String chain = words.group(2);
    String rest = words.group(3) == null ? "" : words.group(3);
    ParsedText<Ruleset> parsed = IptablesTextParser.parseSaved(family, text(chain, rest));
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems().get(0).message());
    }
    List<Rule> rules =
        parsed.value().table(Table.NAT).chain(chain).map(Chain::rules).orElse(List.of());
    return new SavedRule(table, chain, rules.get(0));
  }

  private static Table table(String name) {
    return Table.named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no table " + name));
  }

  /** The reader takes what a line calls for a chain if there is one of that name. */
  private static String text(String chain, String rest) {
    StringBuilder text = new StringBuilder("*nat\n");
    text.append(':').append(chain).append(" - [0:0]\n");
    Matcher call = CALL.matcher(rest);
    if (call.find() && call.group(1).startsWith("KUBE-") && !call.group(1).equals(chain)) {
      text.append(':').append(call.group(1)).append(" - [0:0]\n");
    }
    return text.append("-A ").append(chain).append(rest).append("\nCOMMIT\n").toString();
  }
}
