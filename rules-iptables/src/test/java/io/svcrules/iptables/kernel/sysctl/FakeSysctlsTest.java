// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.util.Map;

final class FakeSysctlsTest extends SysctlsContractTest {
  private final Sysctls sysctls = new FakeSysctls(Map.of(SETTING, "0"));

  @Override
  Sysctls sysctls() {
    return sysctls;
  }
}
