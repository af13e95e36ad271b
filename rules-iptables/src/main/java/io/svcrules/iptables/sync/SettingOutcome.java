// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import java.util.List;
import java.util.Optional;

/**
 * What became of settings of the kernel in a round of work.
 *
 * @param changes those that rules need and were set, or no longer need and were put back; in the
 *     order in which that happened
 * @param failure why one could not be; the next round tries again
 */
public record SettingOutcome(List<SysctlChange> changes, Optional<SysctlException> failure) {
  /** There was none to change. */
  public static final SettingOutcome NONE = new SettingOutcome(List.of(), Optional.empty());

  /** Copies the list. */
  public SettingOutcome {
    changes = List.copyOf(changes);
  }
}
