// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.compile.RequiredSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * The settings of a kernel that the rules of one family need: set once the rules are there, and put
 * back, if it was us who set them, before rules come that do not need them. In this order, as among
 * the rules are those that keep strangers from what a setting allows.
 *
 * <p>All methods return changes sorted by name, and throw {@link
 * io.svcrules.iptables.kernel.sysctl.SysctlException}.
 */
public final class RuleSysctls {
  private final Supplier<SysctlKeeper> keeper;
  private final SortedMap<String, String> wanted;
  private final SortedSet<String> known;

  /**
   * The settings of a ruleset.
   *
   * @param keeper gives the settings of the kernel, if there are any to look at
   */
  public RuleSysctls(Supplier<SysctlKeeper> keeper, CompiledRuleset rules) {
    this.keeper = keeper;
    this.wanted = RequiredSysctls.of(rules);
    this.known = RequiredSysctls.known(rules.family());
  }

  /** What {@link #release} would change. */
  public List<SysctlChange> surplus() {
    return known.isEmpty() ? List.of() : keeper.get().undoable(this::isSurplus);
  }

  /** Puts back what these rules do not need. */
  public List<SysctlChange> release() {
    return known.isEmpty() ? List.of() : keeper.get().undo(this::isSurplus);
  }

  private boolean isSurplus(String name) {
    return known.contains(name) && !wanted.containsKey(name);
  }

  /** What {@link #require} would change. */
  public List<SysctlChange> missing() {
    return wanted.isEmpty() ? List.of() : keeper.get().missing(wanted);
  }

  /** Sets what these rules need. */
  public List<SysctlChange> require() {
    return wanted.isEmpty() ? List.of() : keeper.get().set(wanted);
  }
}
