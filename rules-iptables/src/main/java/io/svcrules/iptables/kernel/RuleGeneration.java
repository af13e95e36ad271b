// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

/** A {@link PacketFilter} that can tell at little cost whether rules of its kernel changed. */
public interface RuleGeneration {

  /**
   * A number that is another after each change of rules, whoever made it. It may be another even
   * though nothing of this family changed: nf_tables counts the transactions of all tables of a
   * network namespace (linux/netfilter/nf_tables.h NFTA_GEN_ID).
   *
   * @throws PacketFilterException if the kernel does not tell
   */
  long generation();
}
