// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.model.IpFamily;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What both families of a kernel in memory share. */
final class FakeHost {
  private final Map<String, String> sysctls = new TreeMap<>();
  private final SortedMap<String, String> sysctlsBefore = new TreeMap<>();
  private IpvsTimeouts timeouts = IpvsTimeouts.UNCHANGED;
  private final Map<IpFamily, SortedSet<BoundAddress>> addresses = new EnumMap<>(IpFamily.class);
  private boolean device;

  /** Takes over what a state says; what it does not say stays. */
  void add(IpvsState state) {
    state
        .sysctls()
        .forEach(
            (name, value) -> {
              if (!value.equals(sysctls.put(name, value))) {
                sysctlsBefore.remove(name);
              }
            });
    timeouts = state.timeouts().over(timeouts);
    device |= state.device();
    addresses.put(state.family(), new TreeSet<>(state.addresses()));
  }

  Map<String, String> sysctls() {
    return sysctls;
  }

  /** Changes a setting and remembers its first value; one never heard of was 0. */
  void setSysctl(String name, String value) {
    String before = sysctls.put(name, value);
    sysctlsBefore.putIfAbsent(name, before == null ? "0" : before);
    sysctlsBefore.remove(name, value);
  }

  /** What was changed, with the values it had before. */
  SortedMap<String, String> sysctlsBefore() {
    return sysctlsBefore;
  }

  IpvsTimeouts timeouts() {
    return timeouts;
  }

  void setTimeouts(IpvsTimeouts wanted) {
    timeouts = wanted.over(timeouts);
  }

  boolean device() {
    return device;
  }

  void createDevice() {
    device = true;
  }

  /** The addresses of a family on the device. */
  SortedSet<BoundAddress> addresses(IpFamily family) {
    return addresses.get(family);
  }

  /** Deletes the device with all addresses on it, as a kernel does. */
  void deleteDevice() {
    device = false;
    addresses.values().forEach(bound -> bound.clear());
  }
}
