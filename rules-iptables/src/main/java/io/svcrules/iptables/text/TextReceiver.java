// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import io.svcrules.iptables.ChainPolicy;
import io.svcrules.iptables.Rule;
import io.svcrules.iptables.Table;

/** Takes what the lines of a text say, in their order. */
interface TextReceiver {

  /** A table starts. */
  void startTable(Table table) throws LineProblem;

  /** A chain line. */
  void chainLine(String chain, ChainPolicy policy) throws LineProblem;

  /** Whether the table that was started has a chain line of that name, or {@code -N}. */
  boolean isDeclared(String chain);

  /** A line with a command. The rule is that of the line; it may be empty. */
  void command(RuleLine line, Rule rule) throws LineProblem;
}
