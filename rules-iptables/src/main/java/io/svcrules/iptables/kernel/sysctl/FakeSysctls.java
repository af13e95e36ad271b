// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings in memory, all of them whole numbers. Not safe for use by several threads. */
public final class FakeSysctls implements Sysctls {
  private final Map<String, String> values = new TreeMap<>();
  private boolean readOnly;

  /** A kernel with these settings and no other. */
  public FakeSysctls(Map<String, String> values) {
    this.values.putAll(values);
  }

  /** Refuses every change from now on, as in a container that sees {@code /proc/sys} read-only. */
  public void makeReadOnly() {
    readOnly = true;
  }

  /** Takes changes again. */
  public void makeWritable() {
    readOnly = false;
  }

  @Override
  public Optional<String> read(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public void write(String name, String value) {
    if (!values.containsKey(name)) {
      throw refused(name, value, "this kernel has no such setting");
    }
    if (readOnly) {
      throw refused(name, value, "Read-only file system");
    }
    if (!value.matches("-?\\d+")) {
      throw refused(name, value, "Invalid argument");
    }
    values.put(name, value);
  }

  private static SysctlException refused(String name, String value, String reason) {
    return new SysctlException(name + " cannot be set to " + value + ": " + reason, null);
  }
}
