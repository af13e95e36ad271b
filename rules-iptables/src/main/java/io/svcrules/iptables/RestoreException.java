// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables;

import java.util.Optional;

/** Changes that iptables refuses. */
public final class RestoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why iptables refuses. */
  public enum Reason {
    /** A chain that should be changed does not exist. */
    CHAIN_MISSING("the chain does not exist"),
    /** A chain that should be created exists. */
    CHAIN_EXISTS("the chain exists already"),
    /** A chain that should be deleted has rules. */
    CHAIN_NOT_EMPTY("the chain still has rules"),
    /** A rule still jumps to a chain that should be deleted. */
    CHAIN_REFERENCED("a rule still jumps to the chain"),
    /** Only chains that are not built in can be deleted. */
    CHAIN_BUILT_IN("the chain is built in"),
    /** Only built-in chains have a policy. */
    CHAIN_NOT_BUILT_IN("only a built-in chain has a policy"),
    /** A rule that should be deleted is not there. */
    RULE_MISSING("the chain has no such rule"),
    /** The chain has no rule at that position. */
    POSITION_OUT_OF_RANGE("the chain has no such position"),
    /** A rule would jump to a chain that does not exist, or is built in. */
    TARGET_MISSING("the rule jumps to a chain that does not exist"),
    /** A packet would go round for ever. */
    LOOP("the chains call each other in a circle");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;
  private final Table table;
  private final String chain;
  private final transient Optional<Change> change;
  private final transient Ruleset committed;

  RestoreException(TableRefusal refusal, Table table, Optional<Change> change, Ruleset committed) {
    super(message(refusal, table, change), refusal);
    this.reason = refusal.reason();
    this.table = table;
    this.chain = refusal.chain();
    this.change = change;
    this.committed = committed;
  }

  private static String message(TableRefusal refusal, Table table, Optional<Change> change) {
    StringBuilder out = new StringBuilder("table ").append(table.lowerCase());
    out.append(", chain ").append(refusal.chain()).append(": ").append(refusal.reason().text());
    change.ifPresent(line -> line.appendTo(out.append(": ")));
    return out.toString();
  }

  /** Why iptables refuses. */
  public Reason reason() {
    return reason;
  }

  /** The table that stays as it was. */
  public Table table() {
    return table;
  }

  /** The chain that is missing, in the way, or part of a circle. */
  public String chain() {
    return chain;
  }

  /** The change that is refused; empty if only all changes together are. */
  public Optional<Change> change() {
    return change;
  }

  /** The rules afterwards: the tables in front of this one have been committed. */
  public Ruleset committed() {
    return committed;
  }
}
