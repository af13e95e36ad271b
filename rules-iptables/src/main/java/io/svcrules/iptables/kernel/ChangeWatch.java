// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

/** A {@link PacketFilter} that can tell at little cost whether others changed rules. */
public interface ChangeWatch {

  /**
   * Whether anybody else may have changed rules since these were last read or changed here; true if
   * neither has happened. May be true although no rule of this family is another: nf_tables counts
   * the transactions of all tables of a network namespace (linux/netfilter/nf_tables.h
   * NFTA_GEN_ID). May be false although one is, where the kernel counts nothing: x_tables tells no
   * more than how long a table is (linux/netfilter_ipv4/ip_tables.h struct ipt_getinfo).
   *
   * @throws PacketFilterException if the kernel cannot be asked
   */
  boolean isChangedByOthers();
}
