// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.compile.IptablesConfig;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.sync.FamilyReport;
import io.svcrules.iptables.sync.SyncReport;
import io.svcrules.iptables.sync.SyncSettings;
import io.svcrules.iptables.sync.Syncer;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange.Replace;
import io.svcrules.model.sync.ClusterChange.SetService;
import io.svcrules.model.sync.ClusterChange.SetSlice;
import java.util.List;

/** Gives changed objects to a {@link Syncer} and measures all that follows, up to the kernel. */
final class SyncerDriver implements ChangeDriver {
  private final Syncer syncer;

  /**
   * A driver for a kernel that is up to date.
   *
   * @param filter changes its rules
   * @param manifests what they were made from
   */
  SyncerDriver(PacketFilter filter, Manifests manifests) {
    SyncSettings settings = SyncSettings.of(ResolveOptions.DEFAULT, IptablesConfig.DEFAULT);
    this.syncer = new Syncer(List.of(filter), Node.named("node-1"), settings);
    syncer.add(new Replace(manifests));
    sync();
  }

  @Override
  public long change(ClusterChange change) {
    long start = System.nanoTime();
    change.services().forEach(service -> syncer.add(new SetService(service)));
    change.slices().forEach(slice -> syncer.add(new SetSlice(slice)));
    sync();
    return System.nanoTime() - start;
  }

  /** Reads everything, and repairs what differs. */
  void verify() {
    require(syncer.verify());
  }

  private void sync() {
    require(syncer.sync());
  }

  private static void require(SyncReport report) {
    for (FamilyReport family : report.families()) {
      if (!family.isComplete() || !family.leftOut().isEmpty()) {
        throw new IllegalStateException("not everything was applied: " + family);
      }
    }
  }
}
