// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.BoundAddress;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import io.svcrules.model.IpFamily;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What both families of a kernel in memory share. */
final class FakeHost {
  private final Map<String, String> sysctls = new TreeMap<>();
  private IpvsTimeouts timeouts = IpvsTimeouts.UNCHANGED;
  private final Map<IpFamily, SortedSet<BoundAddress>> addresses = new EnumMap<>(IpFamily.class);
  private boolean device;

  /** Takes over what a state says; what it does not say stays. */
  void add(IpvsState state) {
    sysctls.putAll(state.sysctls());
    timeouts = state.timeouts().over(timeouts);
    device |= state.device();
    addresses.put(state.family(), new TreeSet<>(state.addresses()));
  }

  Map<String, String> sysctls() {
    return sysctls;
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
