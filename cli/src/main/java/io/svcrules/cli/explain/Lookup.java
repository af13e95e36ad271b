// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.explain;

/** Leads what a kernel holds back to the objects it was made from. */
interface Lookup {

  /** All rules of a chain, or all elements of a set. */
  RuleAnswer chain(String name);

  /**
   * One line.
   *
   * @throws io.svcrules.cli.env.UsageException if the line is none that could be explained
   */
  RuleAnswer rule(String line);
}
