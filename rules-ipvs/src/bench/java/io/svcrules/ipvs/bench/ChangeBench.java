// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.LiveIpvsTable;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.ipvs.sync.IpvsFamilyReport;
import io.svcrules.ipvs.sync.IpvsSyncReport;
import io.svcrules.ipvs.sync.IpvsSyncSettings;
import io.svcrules.ipvs.sync.IpvsSyncer;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Manifests;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.sync.ClusterChange;
import io.svcrules.netlink.ipvs.IpvsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Adds single real servers and removes them, through a syncer and by the same bare messages, in
 * turns: so whatever slows the machine slows both. The kernel holds everything already. A few
 * changes in a row are timed together, as in some guests the clock costs more than a change.
 */
final class ChangeBench {
  /**
   * Changes of each kind: enough for the compilers of the JVM in a guest that is ten times as slow.
   */
  private static final int WARM_UP = 3_200;

  private static final int ROUNDS = 100;

  /** So few in a row that the kernel's list of deleted real servers stays short. */
  private static final int ROW = 16;

  private final List<BenchStep> row;
  private final List<BenchStep> back;
  private final IpvsClient bare;
  private final IpvsSyncer draining;
  private final IpvsSyncer abrupt;
  private final IpvsSyncer deaf;
  private final long clock = clock();
  private final Map<String, List<Long>> nanos = new TreeMap<>();

  ChangeBench(BenchCluster cluster, NetlinkIpvsTable table, IpvsClient bare) {
    this.row = BenchStep.row(cluster, ROW);
    this.back = BenchStep.reversed(row);
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
    for (int done = 0; done < WARM_UP; done += ROW) {
      round();
    }
    nanos.clear();
    for (int i = 0; i < ROUNDS; i++) {
      round();
    }
    Map<String, Long> medians = new TreeMap<>();
    nanos.forEach((key, all) -> medians.put(key, BenchRun.median(all)));
    return medians;
  }

  /** Each twice, as what comes behind other work finds the caches full of it. */
  private void round() {
    for (String prefix : List.of("unused-", "")) {
      bare(prefix);
    }
    for (String prefix : List.of("unused-", "")) {
      through(draining, prefix + "add", prefix + "remove");
    }
    for (String prefix : List.of("unused-", "")) {
      through(abrupt, prefix + "add-again", prefix + "remove-at-once");
    }
    for (String prefix : List.of("unused-", "")) {
      through(deaf, prefix + "own-add", prefix + "own-remove");
    }
  }

  private void through(IpvsSyncer syncer, String add, String remove) {
    through(syncer, add, row.stream().map(BenchStep::coming).toList());
    through(syncer, remove, back.stream().map(BenchStep::going).toList());
  }

  private void through(IpvsSyncer syncer, String key, List<ClusterChange> changes) {
    List<IpvsSyncReport> reports = new ArrayList<>(ROW);
    time(
        key,
        changes,
        change -> {
          syncer.add(change);
          reports.add(syncer.sync());
        });
    reports.forEach(report -> requireComplete(report, 1));
  }

  /** The messages by themselves, each with its acknowledgement, by the same library. */
  private void bare(String prefix) {
    time(prefix + "bare-add", row.stream().map(BenchStep::add).toList(), bare::execute);
    time(prefix + "bare-look", row.stream().map(BenchStep::server).toList(), bare::destinations);
    time(prefix + "bare-remove", back.stream().map(BenchStep::delete).toList(), bare::execute);
  }

  private <T> void time(String key, List<T> all, Consumer<T> work) {
    long start = System.nanoTime();
    all.forEach(work);
    long taken = System.nanoTime() - start - clock;
    nanos.computeIfAbsent(key, k -> new ArrayList<>()).add(taken / all.size());
  }

  /** How long it takes to see how late it is. */
  private static long clock() {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      long start = System.nanoTime();
      all.add(System.nanoTime() - start);
    }
    return BenchRun.median(all);
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
