// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.util.List;
import java.util.stream.Collectors;

/** A text that iptables would not understand. */
public final class IptablesTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<TextProblem> problems;

  IptablesTextException(List<TextProblem> problems) {
    super(problems.stream().map(TextProblem::toString).collect(Collectors.joining("\n")));
    this.problems = problems;
  }

  /** All problems, from top to bottom; at least one. */
  public List<TextProblem> problems() {
    return problems;
  }
}
