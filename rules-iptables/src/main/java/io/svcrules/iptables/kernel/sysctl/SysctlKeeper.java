// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Sets what has to be set, and remembers it, so that it can be put back. What had the right value
 * already is nobody's doing, and what others have changed since is theirs.
 *
 * <p>All methods throw {@link SysctlException}.
 */
public final class SysctlKeeper {
  private final Sysctls sysctls;
  private final SysctlRecord record;

  /**
   * A keeper.
   *
   * @param sysctls the settings of one network namespace
   * @param record what was changed there
   */
  public SysctlKeeper(Sysctls sysctls, SysctlRecord record) {
    this.sysctls = sysctls;
    this.record = record;
  }

  /**
   * What would have to change, sorted by name.
   *
   * @param wanted the values that settings should have, by dotted names
   */
  public List<SysctlChange> missing(Map<String, String> wanted) {
    List<SysctlChange> changes = new ArrayList<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(wanted).entrySet()) {
      String name = setting.getKey();
      Optional<String> value = sysctls.read(name);
      if (value.isEmpty()) {
        throw new SysctlException(name + ": this kernel has no such setting", null);
      }
      if (!value.get().equals(setting.getValue())) {
        changes.add(new SysctlChange(name, value.get(), setting.getValue()));
      }
    }
    return changes;
  }

  /**
   * Sets what has another value, in the order of names.
   *
   * @return what was changed
   */
  public List<SysctlChange> set(Map<String, String> wanted) {
    List<SysctlChange> changes = missing(wanted);
    if (!changes.isEmpty()) {
      SortedMap<String, SysctlChange> all = withFirstValues(record.load(), changes);
      record.store(all);
      changes.forEach(change -> sysctls.write(change.name(), change.after()));
      // What has its first value again is as if it had never been changed.
      if (all.values().removeIf(change -> change.before().equals(change.after()))) {
        record.store(all);
      }
    }
    return changes;
  }

  /** What is put back in the end is what was there before the first change. */
  private static SortedMap<String, SysctlChange> withFirstValues(
      SortedMap<String, SysctlChange> known, List<SysctlChange> changes) {
    SortedMap<String, SysctlChange> all = new TreeMap<>(known);
    for (SysctlChange change : changes) {
      SysctlChange first = known.get(change.name());
      String before = first == null ? change.before() : first.before();
      all.put(change.name(), new SysctlChange(change.name(), before, change.after()));
    }
    return all;
  }

  /** What would be put back, sorted by name. */
  public List<SysctlChange> undoable() {
    return undoable(name -> true);
  }

  /** The same of some settings, by their dotted names. */
  public List<SysctlChange> undoable(Predicate<String> names) {
    List<SysctlChange> changes = new ArrayList<>();
    for (SysctlChange done : record.load().values()) {
      boolean isOurs = sysctls.read(done.name()).filter(done.after()::equals).isPresent();
      if (isOurs && names.test(done.name()) && !done.before().equals(done.after())) {
        changes.add(done.undone());
      }
    }
    return changes;
  }

  /**
   * Puts back what was changed and forgets it.
   *
   * @return what was changed back
   */
  public List<SysctlChange> undo() {
    return undo(name -> true);
  }

  /** The same of some settings, by their dotted names; of all others it is still known. */
  public List<SysctlChange> undo(Predicate<String> names) {
    List<SysctlChange> changes = undoable(names);
    changes.forEach(change -> sysctls.write(change.name(), change.after()));
    // Only now: a run that is killed between the two puts back the same again.
    SortedMap<String, SysctlChange> others = new TreeMap<>(record.load());
    if (others.keySet().removeIf(names)) {
      record.store(others);
    }
    return changes;
  }
}
