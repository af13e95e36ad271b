// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every kernel's settings do. */
abstract class SysctlsContractTest {
  static final String SETTING = "net.ipv4.conf.all.route_localnet";

  abstract Sysctls sysctls();

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(Optional.of("0"), sysctls().read(SETTING));
    sysctls().write(SETTING, "1");
    assertEquals(Optional.of("1"), sysctls().read(SETTING));
  }

  @Test
  void aSettingThatTheKernelLacksIsAbsentAndIsNotMade() {
    assertEquals(Optional.empty(), sysctls().read("net.ipv4.no_such_setting"));
    SysctlException e =
        assertThrows(SysctlException.class, () -> sysctls().write("net.ipv4.no_such_setting", "1"));
    assertTrue(e.getMessage().contains("no such setting"), e.getMessage());
    assertEquals(Optional.empty(), sysctls().read("net.ipv4.no_such_setting"));
  }

  @Test
  void aValueThatTheKernelRefusesChangesNothing() {
    assertThrows(SysctlException.class, () -> sysctls().write(SETTING, "yes"));
    assertEquals(Optional.of("0"), sysctls().read(SETTING));
  }
}
