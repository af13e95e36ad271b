// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.ipvs.sync.IpvsFamilyReport;
import io.svcrules.ipvs.sync.IpvsSyncReport;
import io.svcrules.ipvs.sync.IpvsSyncSettings;
import io.svcrules.ipvs.sync.IpvsSyncer;
import io.svcrules.model.EndpointSlice;
import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.Protocol;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.InetAddr;
import io.svcrules.netlink.ipvs.IpvsClient;
import io.svcrules.netlink.ipvs.IpvsCommand;
import io.svcrules.netlink.ipvs.IpvsDestination;
import io.svcrules.netlink.ipvs.IpvsServiceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds one real server and removes it, through a syncer and by the same bare message, in turns: so
 * whatever slows the machine slows both. The kernel holds everything already.
 */
final class ChangeBench {
  /** Enough for the compilers of the JVM in a guest that is ten times as slow. */
  private static final int WARM_UP = 6_000;

  private static final int ROUNDS = 1_000;

  /** So few that the kernel's list of deleted real servers stays short. */
  private static final int SERVICES = 16;

  private final BenchCluster cluster;
  private final IpvsClient bare;
  private final IpvsSyncer draining;
  private final IpvsSyncer abrupt;
  private final IpvsSyncer deaf;
  private final Map<String, List<Long>> nanos = new TreeMap<>();

  ChangeBench(BenchCluster cluster, NetlinkIpvsTable table, IpvsClient bare) {
    this.cluster = cluster;
    this.bare = bare;
    Manifests manifests = cluster.manifests();
    this.draining = syncer(table, manifests, IpvsConfig.builder().build());
    IpvsConfig atOnce = IpvsConfig.builder().drainSeconds(0).build();
    this.abrupt = syncer(table, manifests, atOnce);
    SilentTable silent = new SilentTable(table);
    this.deaf = syncer(silent, manifests, atOnce);
    silent.fallSilent();
  }

  private static IpvsSyncer syncer(LiveIpvsTable table, Manifests manifests, IpvsConfig config) {
    IpvsSyncer syncer =
        new IpvsSyncer(
            table,
            List.of(IpFamily.IPV4),
            Node.named("node-1"),
            IpvsSyncSettings.of(ResolveOptions.DEFAULT, config));
    syncer.add(new ClusterChange.Replace(manifests));
    requireComplete(syncer.sync(), 0);
    return syncer;
  }

  /** The median of each figure, in nanoseconds. */
  Map<String, Long> run() {
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      if (i == WARM_UP) {
        nanos.clear();
      }
      round((int) (i % SERVICES * 1_237L % cluster.services()));
    }
    Map<String, Long> medians = new TreeMap<>();
    nanos.forEach((key, all) -> medians.put(key, BenchRun.median(all)));
    return medians;
  }

  private void round(int service) {
    EndpointSlice more = BenchCluster.slice(service, BenchCluster.ENDPOINTS + 1);
    EndpointSlice usual = BenchCluster.slice(service, BenchCluster.ENDPOINTS);
    // Not with the memory of the processor full of other things.
    bare(service, "unused-");
    bare(service, "bare-");
    through(draining, "add", more);
    through(draining, "remove", usual);
    through(abrupt, "unused-add", more);
    through(abrupt, "remove-at-once", usual);
    through(deaf, "own-add", more);
    through(deaf, "own-remove", usual);
  }

  private void through(IpvsSyncer syncer, String key, EndpointSlice slice) {
    ClusterChange change = new ClusterChange.SetSlice(slice);
    long start = System.nanoTime();
    syncer.add(change);
    IpvsSyncReport report = syncer.sync();
    note(key, start);
    requireComplete(report, 1);
  }

  /** The messages by themselves, each with its acknowledgement, by the same library. */
  private void bare(int service, String prefix) {
    IpvsServiceKey server =
        IpvsServiceKey.of(
            Protocol.TCP.number(), inet(BenchCluster.virtual(service)), BenchCluster.PORT);
    IpvsDestination real =
        IpvsDestination.of(
            inet(BenchCluster.real(service, BenchCluster.ENDPOINTS)), BenchCluster.TARGET_PORT, 1);
    long start = System.nanoTime();
    bare.execute(IpvsCommand.add(server, real));
    note(prefix + "add", start);
    start = System.nanoTime();
    bare.destinations(server);
    note(prefix + "look", start);
    start = System.nanoTime();
    bare.execute(IpvsCommand.delete(server, real));
    note(prefix + "remove", start);
  }

  private static InetAddr inet(IpAddress address) {
    return InetAddr.of(address.toString());
  }

  private void note(String key, long start) {
    nanos.computeIfAbsent(key, k -> new ArrayList<>()).add(System.nanoTime() - start);
  }

  private static void requireComplete(IpvsSyncReport report, int changes) {
    IpvsFamilyReport only = report.families().get(0);
    if (!report.isComplete() || !only.leftOut().isEmpty()) {
      throw new IllegalStateException("not everything was applied: " + report);
    }
    if (changes > 0 && only.plan().changes().size() != changes) {
      throw new IllegalStateException("another plan than was expected: " + only.plan().text());
    }
  }
}
