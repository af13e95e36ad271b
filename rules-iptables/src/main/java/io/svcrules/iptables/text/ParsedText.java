// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.List;

/**
 * What a text says.
 *
 * @param <T> {@code Ruleset} or {@code RestoreInput}
 * @param value the lines that were understood
 * @param problems the lines that were not, from top to bottom; empty if the value is all there is
 */
public record ParsedText<T>(T value, List<TextProblem> problems) {

  /** Copies the problems. */
  public ParsedText {
    problems = List.copyOf(problems);
  }

  /**
   * The value, if there are no problems.
   *
   * @throws IptablesTextException if there are problems
   */
  public T orThrow() {
    if (!problems.isEmpty()) {
      throw new IptablesTextException(problems);
    }
    return value;
  }
}
