// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.Table;
import io.svcrules.iptables.plan.PlanStep;
import java.util.Optional;

/** Rules that could not be read or changed. */
public final class PacketFilterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is: decides what can be done about it. */
  public enum Kind {
    /** The kernel or iptables refuses a change: the same again would be refused again. */
    REFUSED,
    /** The process lacks the right to change rules: root, or CAP_NET_ADMIN. */
    NOT_PERMITTED,
    /** Somebody else holds the lock of iptables. */
    BUSY,
    /** iptables, or what it needs of the kernel, is not there. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final transient Optional<Table> table;
  private final transient Optional<PlanStep> step;

  /**
   * A failure.
   *
   * @param reason the words of the kernel or of iptables
   * @param table the table that stays as it was, if one is known
   * @param step the step that was refused, if one is known
   */
  public PacketFilterException(
      Kind kind, String reason, Optional<Table> table, Optional<PlanStep> step, Throwable cause) {
    super(reason, cause);
    this.kind = kind;
    this.table = table;
    this.step = step;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** The table that stays as it was. */
  public Optional<Table> table() {
    return table;
  }

  /** The step that was refused. */
  public Optional<PlanStep> step() {
    return step;
  }
}
