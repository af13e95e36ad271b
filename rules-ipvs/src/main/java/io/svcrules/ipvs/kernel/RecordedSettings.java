// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import io.svcrules.iptables.kernel.sysctl.ProcSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlException;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.ipvs.plan.Setting;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Settings whose first value is remembered when they are changed, so that they can be put back. */
final class RecordedSettings {
  private final Supplier<SysctlKeeper> keeper;

  /**
   * Settings.
   *
   * @param keeper gives that of the network namespace of the calling thread
   */
  RecordedSettings(Supplier<SysctlKeeper> keeper) {
    this.keeper = keeper;
  }

  /** Those of this kernel, remembered until it restarts. */
  static SysctlKeeper ofProcess() {
    return new SysctlKeeper(
        new ProcSysctls(),
        new SysctlRecord(NamespaceFolder.in(NamespaceFolder.RUN).resolve("sysctls")));
  }

  /**
   * The settings of IPVS mode that we changed and nobody has changed since, with the values they
   * had before.
   */
  SortedMap<String, String> before() {
    SortedMap<String, String> before = new TreeMap<>();
    try {
      for (SysctlChange undone : keeper.get().undoable(Setting::isOne)) {
        before.put(undone.name(), undone.after());
      }
    } catch (SysctlException e) {
      throw new IpvsTableException(IpvsRefusal.OTHER, e.getMessage(), e);
    }
    return before;
  }

  /** Changes a setting, and remembers it; with its first value it is as if never changed. */
  void set(String name, String value) {
    try {
      SysctlKeeper settings = keeper.get();
      if (isFirst(value, settings.undoable(name::equals))) {
        // What is put back must be known until it is: not forgotten first, as a change is noted.
        settings.undo(name::equals);
      } else {
        settings.set(Map.of(name, value));
      }
    } catch (SysctlException e) {
      throw new IpvsTableException(KernelSettings.refusal(name), e.getMessage(), e);
    }
  }

  private static boolean isFirst(String value, List<SysctlChange> undoing) {
    return undoing.stream().anyMatch(change -> change.after().equals(value));
  }
}
