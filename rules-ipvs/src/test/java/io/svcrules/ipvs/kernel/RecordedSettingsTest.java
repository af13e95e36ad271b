// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.svcrules.iptables.kernel.sysctl.FakeSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.ipvs.plan.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSettingsTest {
  private static final String IGNORE = Setting.ARP_IGNORE.key();
  private static final String ANNOUNCE = Setting.ARP_ANNOUNCE.key();

  @TempDir private Path folder;

  private final FakeSysctls kernel = new FakeSysctls(Map.of(IGNORE, "0", ANNOUNCE, "0"));
  private final RecordedSettings settings =
      new RecordedSettings(
          () -> new SysctlKeeper(kernel, new SysctlRecord(folder.resolve("sysctls"))));

  @Test
  void whatIsPutBackIsForgottenAndNothingElse() {
    settings.set(IGNORE, "1");
    settings.set(ANNOUNCE, "2");
    settings.set(IGNORE, "0");
    assertEquals(Optional.of("0"), kernel.read(IGNORE));
    assertEquals(Map.of(ANNOUNCE, "0"), settings.before());
  }

  @Test
  void whatCouldNotBePutBackIsStillKnown() {
    settings.set(IGNORE, "1");
    kernel.makeReadOnly();
    assertThrows(IpvsTableException.class, () -> settings.set(IGNORE, "0"));
    kernel.makeWritable();
    assertEquals(Map.of(IGNORE, "0"), settings.before());
  }
}
