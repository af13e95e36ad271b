// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * A match that svcrules does not write itself, kept as it stands in the text.
 *
 * @param name the name of the match
 * @param arguments the words behind {@code -m NAME}, unquoted, {@code !} included
 */
public record OtherMatch(String name, List<String> arguments) implements Match {

  /** Copies the arguments. */
  public OtherMatch {
    arguments = List.copyOf(arguments);
  }

  @Override
  public <R> R accept(MatchVisitor<R> visitor) {
    return visitor.other(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(" -m ").append(name);
    OtherTarget.appendWords(out, arguments);
  }
}
