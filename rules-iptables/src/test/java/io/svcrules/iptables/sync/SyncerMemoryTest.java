// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.sync;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.FakePacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.plan.IptablesPlan;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.manifest.ManifestReader;
import io.svcrules.model.manifest.ManifestSource;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.testdata.LargeCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a syncer takes of the heap for each Service of a large cluster with three endpoints each.
 */
final class SyncerMemoryTest {
  private static final int SERVICES = 5_000;

  /** 4,300 bytes were measured, 1,900 of them the objects themselves, for 20,000 Services, too. */
  private static final long MOST = 5_000;

  /** A kernel that can be forgotten. */
  private static final class ForgottenFilter implements PacketFilter {
    private PacketFilter held = new FakePacketFilter(IpFamily.IPV4);

    void forget() {
      held = new FakePacketFilter(IpFamily.IPV4);
    }

    @Override
    public IpFamily family() {
      return IpFamily.IPV4;
    }

    @Override
    public Ruleset read() {
      return held.read();
    }

    @Override
    public void apply(IptablesPlan plan) {
      held.apply(plan);
    }
  }

  @Test
  void rulesAreHeldOnceAndWithoutTheirText() throws IOException {
    ForgottenFilter filter = new ForgottenFilter();
    long before = used();
    Syncer syncer = syncer(filter);
    filter.forget();
    long each = (used() - before) / SERVICES;
    assertTrue(each < MOST, each + " bytes for each Service");
    // Of use until here, so that it is not collected before.
    assertTrue(syncer.sync().isComplete());
  }

  private static Syncer syncer(PacketFilter filter) throws IOException {
    StringBuilder json = new StringBuilder();
    new LargeCluster(SERVICES, 3).appendJson(json);
    Manifests manifests =
        ManifestReader.read(List.of(ManifestSource.ofText("cluster", json.toString()))).manifests();
    Syncer syncer =
        new Syncer(
            List.of(filter),
            Node.named("node-1"),
            SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT));
    syncer.add(new ClusterChange.Replace(manifests));
    assertTrue(syncer.sync().isComplete());
    return syncer;
  }

  /** Bytes of the heap that are in use, as the least of some looks. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
