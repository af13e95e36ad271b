// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.IpvsTimeouts;
import java.util.Map;
import java.util.TreeMap;

/** What both families of a kernel in memory share. */
final class FakeHost {
  private final Map<String, String> sysctls = new TreeMap<>();
  private IpvsTimeouts timeouts = IpvsTimeouts.UNCHANGED;
  private boolean device;

  /** Takes over what a state says; what it does not say stays. */
  void add(IpvsState state) {
    sysctls.putAll(state.sysctls());
    timeouts = state.timeouts().over(timeouts);
    device |= state.device();
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
}
