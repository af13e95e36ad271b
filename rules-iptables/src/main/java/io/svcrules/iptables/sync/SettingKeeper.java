// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.RuleSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the settings that the rules of one family need. What could not be changed is owed: the next
 * round of work tries again.
 */
final class SettingKeeper {
  private final Optional<SysctlKeeper> keeper;
  private final List<SysctlChange> changes = new ArrayList<>();
  private Optional<RuleSysctls> needed = Optional.empty();
  private Optional<SysctlException> failure = Optional.empty();
  private boolean doubted;

  /** A keeper of the settings of a kernel; without any, of none. */
  SettingKeeper(Optional<SysctlKeeper> keeper) {
    this.keeper = keeper;
  }

  /** In front of a round of work. */
  void begin() {
    changes.clear();
  }

  /** Others may have changed them. */
  void doubt() {
    doubted = true;
  }

  /** Rules are about to become these: puts back what they do not need. */
  void release(CompiledRuleset rules) {
    needed = keeper.map(one -> new RuleSysctls(() -> one, rules));
    failure = Optional.empty();
    needed.ifPresent(one -> attempt(one::release));
  }

  /** Rules are as they should be: sets what they need. */
  void require() {
    doubted = false;
    boolean owed = failure.isPresent();
    failure = Optional.empty();
    if (owed) {
      needed.ifPresent(one -> attempt(one::release));
    }
    needed.ifPresent(one -> attempt(one::require));
  }

  /** The same if there is any doubt that they are set. */
  void settle() {
    if (doubted || failure.isPresent()) {
      require();
    }
  }

  private void attempt(Supplier<List<SysctlChange>> work) {
    try {
      changes.addAll(work.get());
    } catch (SysctlException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** What was done in this round. */
  SettingOutcome outcome() {
    return new SettingOutcome(changes, failure);
  }
}
