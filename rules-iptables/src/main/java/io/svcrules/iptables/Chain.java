// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.List;

/**
 * A list of rules with a name.
 *
 * @param name at most 28 bytes (linux/netfilter/x_tables.h XT_EXTENSION_MAXNAMELEN is 29, the
 *     terminating zero included)
 * @param policy what happens to packets that no rule decided on
 * @param rules in the order in which packets meet them
 */
public record Chain(String name, ChainPolicy policy, List<Rule> rules) {

  /** Copies the rules. */
  public Chain {
    rules = List.copyOf(rules);
  }

  /** A chain that only jumps reach. */
  public static Chain of(String name, List<Rule> rules) {
    return new Chain(name, ChainPolicy.NONE, rules);
  }

  /** This chain with other rules. */
  public Chain withRules(List<Rule> newRules) {
    return new Chain(name, policy, newRules);
  }
}
