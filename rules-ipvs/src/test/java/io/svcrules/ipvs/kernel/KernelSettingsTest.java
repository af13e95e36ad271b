// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.ipvs.RandomServices;
import io.svcrules.ipvs.compile.GoldenScenario;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.model.IpFamily;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelSettingsTest {

  @Test
  void allThatMayBeWantedIsRead() {
    IpvsConfig everything = RandomServices.config().strictArp(true).connReuseMode(true).build();
    for (IpFamily family : IpFamily.values()) {
      Set<String> wanted =
          GoldenScenario.named("dual-stack").compile(family, everything).state().sysctls().keySet();
      assertTrue(KernelSettings.NAMES.containsAll(wanted), wanted::toString);
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
  void aSettingThatIsNotThereIsUnavailable() {
    IpvsTableException e =
        assertThrows(
            IpvsTableException.class, () -> KernelSettings.write("net.ipv4.no_such_thing", "1"));
    assertEquals(IpvsRefusal.UNAVAILABLE, e.refusal());
  }
}
