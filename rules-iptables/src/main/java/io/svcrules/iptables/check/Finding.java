// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.check;

import io.svcrules.iptables.Table;

/**
 * A place where a ruleset is not as it should be.
 *
 * @param kind what is wrong
 * @param table the table
 * @param chain the chain
 * @param detail which rule, or which numbers; empty if the chain says it all
 */
public record Finding(Kind kind, Table table, String chain, String detail) {

  /** What is wrong. */
  public enum Kind {
    /** A rule calls a chain that the table does not have. */
    MISSING_CHAIN("calls a chain that does not exist"),
    /** No packet comes to a chain of ours. */
    UNREACHABLE("no packet comes to this chain"),
    /** A chain of ours that must have rules has none. */
    EMPTY("has no rules"),
    /** Chains call each other in a circle. */
    LOOP("is part of a circle of chains"),
    /** The endpoints of a service do not get the same share of its connections. */
    UNEVEN_SHARES("does not give each endpoint the same share"),
    /** Some connections of a service reach no endpoint. */
    LOST_SHARE("the shares of the endpoints do not sum to 1"),
    /** The kernel would refuse the name. */
    LONG_NAME("its name is longer than 28 bytes"),
    /** The kernel would refuse the comment. */
    LONG_COMMENT("has a comment longer than 255 bytes"),
    /** Rules behind the node ports are never reached by their packets. */
    NODE_PORTS_NOT_LAST("has rules behind the jump to KUBE-NODEPORTS");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** What is wrong, in words. */
    public String text() {
      return text;
    }
  }

  /** {@code table nat, chain KUBE-SERVICES: what is wrong: detail}. */
  @Override
  public String toString() {
    String place = "table " + table.lowerCase() + ", chain " + chain + ": " + kind.text();
    return detail.isEmpty() ? place : place + ": " + detail;
  }
}
