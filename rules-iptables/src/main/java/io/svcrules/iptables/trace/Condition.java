// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.trace;

/**
 * What nobody can tell from the rules, and an outcome rests on.
 *
 * @param visit the rule
 * @param holds whether the outcome is that of packets which the rule matches
 */
public record Condition(Visit visit, boolean holds) {

  /** A sentence without its end: {@code if nat DOCKER 3 matches}. */
  public String text() {
    return "if " + visit.place() + (holds ? " matches" : " does not match");
  }
}
