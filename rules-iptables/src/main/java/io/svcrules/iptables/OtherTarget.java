// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * A target that svcrules does not write itself, kept as it stands in the text.
 *
 * @param name the name of the target
 * @param arguments the words behind {@code -j NAME}, unquoted
 */
public record OtherTarget(String name, List<String> arguments) implements Target {

  /** Copies the arguments. */
  public OtherTarget {
    arguments = List.copyOf(arguments);
  }

  @Override
  public <R> R accept(TargetVisitor<R> visitor) {
    return visitor.other(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -j ").append(name);
    appendWords(out, arguments);
  }

  /** Appends words; quotes only those that would fall apart, as extensions print theirs plain. */
  static void appendWords(StringBuilder out, List<String> words) {
    for (String word : words) {
      out.append(' ');
      if (needsQuotes(word)) {
        Quoting.appendQuoted(out, word);
      } else {
        out.append(word);
      }
    }
  }

  // A value that looks like an option is quoted so that it can be told from one.
  private static boolean needsQuotes(String word) {
    return word.isEmpty()
        || CommonOptions.contains(word)
        || (word.startsWith("--") && word.indexOf('=') > 0)
        || word.chars().anyMatch(c -> Character.isWhitespace(c) || "\"'\\#".indexOf(c) >= 0);
  }
}
