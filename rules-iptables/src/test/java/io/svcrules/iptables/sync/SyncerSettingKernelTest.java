// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static io.svcrules.iptables.sync.LocalhostConfig.ROUTE_LOCALNET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.CapabilityProbe;
import io.svcrules.iptables.kernel.LegacyNode;
import io.svcrules.iptables.kernel.NetlinkNode;
import io.svcrules.iptables.kernel.TestNode;
import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import io.svcrules.iptables.kernel.sysctl.ProcSysctls;
import io.svcrules.iptables.kernel.sysctl.SysctlChange;
import io.svcrules.iptables.kernel.sysctl.SysctlKeeper;
import io.svcrules.iptables.kernel.sysctl.SysctlRecord;
import io.svcrules.model.IpFamily;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Syncer in a network namespace keeps the settings of that namespace, and of no other. */
final class SyncerSettingKernelTest {
  private static final SysctlChange SET = new SysctlChange(ROUTE_LOCALNET, "0", "1");

  @TempDir private Path state;

  @Test
  void aNamespaceIsRightByNetlink() {
    try (NetlinkNode node = new NetlinkNode(IpFamily.IPV4)) {
      assertRight(node, node.namespaceFile());
    }
  }

  @Test
  void aNamespaceIsRightBySocketOptions() {
    try (LegacyNode node = new LegacyNode(IpFamily.IPV4)) {
      assertRight(node, node.namespaceFile());
    }
  }

  private void assertRight(TestNode node, Path namespace) {
    Optional<String> outside = new ProcSysctls().read(ROUTE_LOCALNET);
    Syncer syncer = inside(namespace, () -> syncer(node));
    assertEquals(List.of(SET), changes(namespace, syncer, Objects.replace(Objects.cluster(2, 2))));
    assertEquals("1", value(namespace));
    assertTrue(node.saved().contains("-d 127.0.0.0/8"), "and strangers are kept out");
    assertEquals(List.of(SET.undone()), changes(namespace, syncer, LocalhostConfig.UNWANTED));
    assertEquals("0", value(namespace));
    changes(namespace, syncer, LocalhostConfig.WANTED);
    assertEquals(List.of(SET.undone()), inside(namespace, () -> keeper().undo()), "as by cleanup");
    assertEquals(outside, new ProcSysctls().read(ROUTE_LOCALNET));
  }

  private Syncer syncer(TestNode node) {
    return Syncer.of(
        List.of(
            new FamilyKernel(
                node.filter(), CapabilityProbe.ALL_THERE, Optional.empty(), Optional.of(keeper()))),
        Objects.NODE,
        LocalhostConfig.SETTINGS);
  }

  private SysctlKeeper keeper() {
    return new SysctlKeeper(
        new ProcSysctls(), new SysctlRecord(NamespaceFolder.in(state).resolve("sysctls")));
  }

  private static List<SysctlChange> changes(Path namespace, Syncer syncer, ClusterChange change) {
    syncer.add(change);
    FamilyReport report = inside(namespace, syncer::sync).families().get(0);
    assertTrue(report.isComplete(), report::toString);
    return report.settings().changes();
  }

  private static String value(Path namespace) {
    return inside(namespace, () -> new ProcSysctls().read(ROUTE_LOCALNET)).orElseThrow();
  }

  private static <T> T inside(Path namespace, Supplier<T> call) {
    return NetworkNamespace.callIn(namespace, call);
  }
}
