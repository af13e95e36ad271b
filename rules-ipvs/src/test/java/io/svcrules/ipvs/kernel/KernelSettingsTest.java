// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.sysctl.ProcSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.GoldenScenario;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.plan.Setting;
import io.svcrules.model.IpFamily;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSettingsTest {

  @Test
  void whatMayBeWantedIsKnown() {
    IpvsConfig everything = RandomServices.config().strictArp(true).connReuseMode(true).build();
    for (IpFamily family : IpFamily.values()) {
      Map<String, String> wanted =
          GoldenScenario.named("dual-stack").compile(family, everything).state().sysctls();
      wanted.forEach(
          (name, value) ->
              assertTrue(
                  Set.of(Setting.values()).stream()
                      .anyMatch(one -> one.key().equals(name) && one.value().equals(value)),
                  name));
    }
  }

  @Test
  void theKernelTellsItsSettings() {
    String forward = KernelSettings.read().get("net.ipv4.ip_forward");
    assertTrue(Set.of("0", "1").contains(forward), forward);
  }

  @Test
  void timePasses() {
    assertTrue(KernelSettings.uptimeSeconds() > 0);
  }

  @Test
  void aSettingThatIsNotThereIsUnavailable(@TempDir Path folder) {
    RecordedSettings settings =
        new RecordedSettings(
            () -> new SysctlKeeper(new ProcSysctls(), new SysctlRecord(folder.resolve("sysctls"))));
    IpvsTableException e =
        assertThrows(IpvsTableException.class, () -> settings.set("net.ipv4.no_such_thing", "1"));
    assertEquals(IpvsRefusal.UNAVAILABLE, e.refusal());
  }
}
