// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.flow.Frontends;
import io.svcrules.iptables.flow.StaleFlows;
import io.svcrules.iptables.kernel.flow.FlowCleaner;
import io.svcrules.iptables.kernel.flow.FlowTable;
import io.svcrules.iptables.kernel.flow.FlowTableException;
import java.util.Optional;

/**
 * Has the kernel forget the stale flows of one family. From the moment rules may change until flows
 * were looked through, that is owed: whatever fails in between, and however often.
 */
final class FlowKeeper {
  private final Optional<FlowTable> table;
  private Optional<Frontends> owed = Optional.empty();

  /** A keeper of the flows of a kernel; without a table, of none. */
  FlowKeeper(Optional<FlowTable> table) {
    this.table = table;
  }

  boolean isAtWork() {
    return table.isPresent();
  }

  /** Rules are about to change, or have just changed. */
  void expect(Frontends before) {
    if (isAtWork()) {
      owed = Optional.of(owed.map(earlier -> earlier.with(before)).orElse(before));
    }
  }

  /** Where services were asked when flows were looked through last; empty if nothing is owed. */
  Optional<Frontends> owed() {
    return owed;
  }

  /** Rules are as they should be: forgets all that is owed. */
  FlowOutcome clean(StaleFlows stale) {
    if (table.isEmpty()) {
      return FlowOutcome.NONE;
    }
    try {
      FlowOutcome done =
          new FlowOutcome(new FlowCleaner(table.get()).clean(stale), Optional.empty());
      owed = Optional.empty();
      return done;
    } catch (FlowTableException e) {
      return new FlowOutcome(FlowOutcome.NONE.forgotten(), Optional.of(e));
    }
  }
}
