// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a text line by line; collects problems and goes on behind them. */
final class TextReader {
  private final byte[] text;
  private final TextReceiver receiver;
  private final List<TextProblem> problems = new ArrayList<>();
  private final LineWords words = new LineWords();
  private final RuleLine rule;
  private boolean inTable;
  // A table that nobody knows is passed over as a whole, after one problem.
  private boolean skipsTable;

  TextReader(IpFamily family, byte[] text, TextReceiver receiver) {
    this.text = text;
    this.receiver = receiver;
    this.rule = new RuleLine(family, words, receiver::isDeclared);
  }

  /** Reads everything. */
  List<TextProblem> read() {
    int line = 0;
    int from = 0;
    while (from < text.length) {
      int end = lineEnd(from);
      line++;
      try {
        line(from, end > from && text[end - 1] == '\r' ? end - 1 : end);
      } catch (LineProblem problem) {
        problems.add(new TextProblem(line, problem.column(), problem.getMessage()));
      }
      from = end + 1;
    }
    if (inTable || skipsTable) {
      problems.add(new TextProblem(line + 1, 1, "the last table is not closed by COMMIT"));
    }
    return problems;
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < text.length && text[i] != '\n') {
      i++;
    }
    return i;
  }

  private void line(int from, int to) throws LineProblem {
    if (from == to) {
      return;
    }
    switch (text[from]) {
      case '#' -> remark(from, to);
      case '*' -> table(from, to);
      case ':' -> chain(from, to);
      default -> commandOrCommit(from, to);
    }
  }

  // iptables-nft-save leaves out tables that it cannot print, and says so in a remark only.
  private void remark(int from, int to) throws LineProblem {
    String remark = TextBytes.decode(text, from, to);
    if (remark.startsWith("# Table `") && remark.contains("is incompatible")) {
      throw new LineProblem(1, "iptables cannot print this table, only nft can: " + remark);
    }
  }

  private void table(int from, int to) throws LineProblem {
    boolean open = inTable || skipsTable;
    inTable = false;
    skipsTable = true;
    words.read(text, from + 1, to);
    Optional<Table> table = words.count() == 1 ? Table.named(words.word(0)) : Optional.empty();
    if (table.isEmpty()) {
      throw new LineProblem(2, "no such table; the tables are filter, nat, mangle, raw, security");
    }
    receiver.startTable(table.get());
    inTable = true;
    skipsTable = false;
    if (open) {
      throw new LineProblem(1, "the table before this line is not closed by COMMIT");
    }
  }

  private boolean isOutside(String what) throws LineProblem {
    if (!inTable && !skipsTable) {
      throw new LineProblem(1, what + " outside of a table; start one with a line like *nat");
    }
    return skipsTable;
  }

  private void chain(int from, int to) throws LineProblem {
    if (isOutside("a chain line")) {
      return;
    }
    words.read(text, from + 1, to);
    if (words.count() < 2 || words.count() > 3) {
      throw new LineProblem(2, "a chain line is :NAME POLICY [PACKETS:BYTES]");
    }
    if (!Names.isName(words.word(0))) {
      throw new LineProblem(
          2, "a name has no spaces and no quotes, and starts with neither - nor !");
    }
    if (words.count() == 3 && !isCounters(words.word(2))) {
      throw new LineProblem(words.column(2) + 1, "counters are two numbers: [PACKETS:BYTES]");
    }
    String policy = words.word(1);
    if (policy.equals("-")) {
      receiver.chainLine(words.word(0), ChainPolicy.NONE);
    } else {
      receiver.chainLine(words.word(0), builtInPolicy(policy));
    }
  }

  /** The policy of a built-in chain. */
  static ChainPolicy builtInPolicy(String text) throws LineProblem {
    return switch (text) {
      case "ACCEPT" -> ChainPolicy.ACCEPT;
      case "DROP" -> ChainPolicy.DROP;
      default -> throw new LineProblem(1, "a policy is ACCEPT or DROP, not " + text);
    };
  }

  private static boolean isCounters(String word) {
    int colon = word.indexOf(':');
    return colon > 1
        && word.startsWith("[")
        && word.endsWith("]")
        && isDigits(word, 1, colon)
        && isDigits(word, colon + 1, word.length() - 1);
  }

  private static boolean isDigits(String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return from < to;
  }

  private void commandOrCommit(int from, int to) throws LineProblem {
    if (skipsTable && text[from] != 'C') {
      return;
    }
    words.read(text, from, to);
    if (words.count() == 0) {
      return;
    }
    String first = words.word(0);
    if (words.count() == 1 && first.equals("COMMIT")) {
      isOutside("COMMIT");
      inTable = false;
      skipsTable = false;
      return;
    }
    if (!skipsTable) {
      command(first);
    }
  }

  private void command(String first) throws LineProblem {
    if (!first.startsWith("-") && !isCounters(first)) {
      throw new LineProblem(
          words.column(0),
          "\"" + first + "\" starts no line of iptables; rules start with -A CHAIN");
    }
    isOutside("a rule");
    rule.read();
    if (rule.isOfOtherFamily()) {
      return;
    }
    Rule read = rule.rule();
    if (!rule.command().takesRule() && rule.hasRule()) {
      throw new LineProblem(1, rule.command().option() + " takes a chain only, not a rule");
    }
    receiver.command(rule, read);
  }
}
