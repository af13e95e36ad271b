// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static io.svcrules.iptables.sync.LocalhostConfig.ROUTE_LOCALNET;
import static io.svcrules.iptables.sync.LocalhostConfig.UNWANTED;
import static io.svcrules.iptables.sync.LocalhostConfig.WANTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.sysctl.FakeSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.IpFamily;
import io.svcrules.model.sync.ClusterChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the kernel that a Syncer keeps with its rules. */
final class SyncerSettingTest {
  private static final SysctlChange SET = new SysctlChange(ROUTE_LOCALNET, "0", "1");

  @TempDir private Path folder;
  private final FakeSysctls kernel = new FakeSysctls(Map.of(ROUTE_LOCALNET, "0"));
  private final FlakyFilter filter = new FlakyFilter(new FakePacketFilter(IpFamily.IPV4));
  private final FlakyFilter six = new FlakyFilter(new FakePacketFilter(IpFamily.IPV6));
  private Syncer syncer;

  @BeforeEach
  void start() {
    syncer = syncer();
    syncer.add(Objects.replace(Objects.cluster(2, 2)));
  }

  private Syncer syncer() {
    return Syncer.of(
        List.of(filter, six).stream().map(this::kernelOf).toList(),
        Objects.NODE,
        LocalhostConfig.SETTINGS);
  }

  private FamilyKernel kernelOf(FlakyFilter one) {
    return new FamilyKernel(
        one, CapabilityProbe.ALL_THERE, Optional.empty(), Optional.of(keeper()));
  }

  private SysctlKeeper keeper() {
    return new SysctlKeeper(kernel, new SysctlRecord(folder.resolve("net-1/sysctls")));
  }

  private FamilyReport sync(ClusterChange... changes) {
    List.of(changes).forEach(syncer::add);
    return four(syncer.sync());
  }

  private static FamilyReport four(SyncReport report) {
    assertEquals(SettingOutcome.NONE, report.families().get(1).settings(), "none is of IPv6");
    return report.families().get(0);
  }

  private String value() {
    return kernel.read(ROUTE_LOCALNET).orElseThrow();
  }

  private void set(String value) {
    kernel.write(ROUTE_LOCALNET, value);
  }

  @Test
  void whatRulesNeedIsSetAndSaidAndKnownToCleanup() {
    assertEquals(List.of(SET), sync().settings().changes());
    assertEquals("1", value());
    assertEquals(List.of(SET.undone()), keeper().undoable());
    assertEquals(SettingOutcome.NONE, sync(Objects.remove(1)).settings());
    assertEquals(SettingOutcome.NONE, four(syncer.verify()).settings());
  }

  @Test
  void whatRulesNoLongerNeedIsPutBackAndSetAgainWhenTheyDo() {
    sync();
    assertEquals(List.of(SET.undone()), sync(UNWANTED).settings().changes());
    assertEquals("0", value());
    assertEquals(List.of(), keeper().undoable());
    assertEquals(List.of(SET), sync(WANTED).settings().changes());
    assertEquals("1", value());
  }

  @Test
  void anotherSyncerPutsBackWhatOneBeforeItHadSet() {
    sync();
    syncer = syncer();
    syncer.add(Objects.replace(Objects.cluster(2, 2)));
    assertEquals(List.of(SET.undone()), sync(UNWANTED).settings().changes());
  }

  @Test
  void whatOthersHadSetStays() {
    set("1");
    assertEquals(SettingOutcome.NONE, sync().settings());
    assertEquals(SettingOutcome.NONE, sync(UNWANTED).settings());
    assertEquals("1", value());
  }

  @Test
  void aSettingIsNeverThereWithoutTheRulesThatKeepStrangersOut() {
    filter.duringApply(() -> assertEquals("0", value()));
    sync();
    sync(UNWANTED);
    sync(WANTED);
    assertEquals("1", value());
    assertEquals(3, filter.applies());
  }

  @Test
  void whatOthersResetIsSetAgainByTheNextCheck() {
    sync();
    set("0");
    assertEquals(SettingOutcome.NONE, sync(Objects.remove(1)).settings(), "costs what it changes");
    FamilyReport checked = four(syncer.check());
    assertEquals(List.of(SET), checked.settings().changes());
    assertEquals(SyncScope.NOTHING, checked.scope(), "no rule is another");
    assertEquals("1", value());
  }

  @Test
  void whatCannotBeSetIsToldAndTriedAgain() {
    kernel.makeReadOnly();
    FamilyReport failed = sync();
    assertFalse(failed.isComplete());
    assertTrue(failed.settings().failure().orElseThrow().getMessage().contains("Read-only"));
    assertTrue(RulesetWriter.saved(filter.fake().ruleset()).contains("default/s1"));
    assertFalse(sync(Objects.remove(1)).isComplete());
    kernel.makeWritable();
    FamilyReport next = sync();
    assertTrue(next.isComplete());
    assertEquals(SyncScope.NOTHING, next.scope());
    assertEquals(List.of(SET), next.settings().changes());
    assertEquals(SettingOutcome.NONE, sync().settings());
  }

  @Test
  void whatCannotBePutBackIsToldAndTriedAgain() {
    sync();
    kernel.makeReadOnly();
    assertFalse(sync(UNWANTED).isComplete());
    assertEquals("1", value());
    kernel.makeWritable();
    assertEquals(List.of(SET.undone()), sync().settings().changes());
    assertEquals("0", value());
  }

  @Test
  void withoutRulesNothingIsSet() {
    filter.setLocked(true);
    assertEquals(SettingOutcome.NONE, sync().settings());
    assertEquals("0", value());
    filter.setLocked(false);
    assertEquals(List.of(SET), sync().settings().changes());
  }

  @Test
  void beforeAllObjectsAreKnownNothingIsSet() {
    syncer = syncer();
    assertEquals(SettingOutcome.NONE, sync(WANTED).settings());
    assertEquals("0", value());
  }
}
