// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.text.RulesetWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Measures one cluster in one variant, and prints its {@link Figures}. */
final class BenchRun {
  /** iptables-nft takes minutes for a large cluster; waiting longer would say nothing more. */
  private static final int CAP_SECONDS = 120;

  private static final int READS = 3;

  private final BenchCluster cluster;
  private final IptablesVariant variant;
  private final Figures figures = new Figures();

  private BenchRun(BenchCluster cluster, IptablesVariant variant) {
    this.cluster = cluster;
    this.variant = variant;
  }

  /**
   * Runs.
   *
   * @param args the variant, how many services, and what to measure
   */
  public static void main(String[] args) {
    IptablesVariant variant = IptablesVariant.valueOf(args[0].toUpperCase(Locale.ROOT));
    BenchRun run = new BenchRun(new BenchCluster(Integer.parseInt(args[1])), variant);
    switch (args[2]) {
      case "apply" -> run.apply();
      case "syncer" -> run.syncer();
      case "plain" -> run.plainRestore();
      default -> throw new IllegalArgumentException(args[2]);
    }
  }

  /** The text of all rules, by iptables-restore alone. */
  private void plainRestore() {
    String text = RulesetWriter.restoreInput(BenchCluster.compile(cluster.manifests()).ruleset());
    try (BenchNode node = new BenchNode(variant)) {
      OptionalDouble millis = node.restore(text, CAP_SECONDS);
      figures.print("plain", millis.orElse(CAP_SECONDS * -1000.0));
    }
  }

  private void apply() {
    CompiledRuleset desired = BenchCluster.compile(cluster.manifests());
    try (BenchNode node = new BenchNode(variant);
        BenchNode other = new BenchNode(variant)) {
      PacketFilter filter = node.filter();
      figures.print("first", millis(() -> requireAll(new Applier(filter).apply(desired))));
      reading(filter, desired);
      requireAll(new Applier(other.filter()).apply(desired));
      new ChangeBench(cluster, figures).run(filter, other);
    }
  }

  /** What a process takes that does nothing but what a Syncer has it do. */
  private void syncer() {
    try (BenchNode node = new BenchNode(variant)) {
      SyncerDriver syncer = new SyncerDriver(node.filter(), cluster.manifests());
      for (int i = 0; i < 10; i++) {
        syncer.change(ClusterChange.endpoints(List.of(i % cluster.services()), 1 + i));
      }
      syncer.verify();
      figures.print("memory-syncer", ProcessMemory.ofThis());
    }
  }

  private static void requireAll(ApplyOutcome outcome) {
    if (!outcome.remaining().isEmpty() || !outcome.leftOut().isEmpty()) {
      throw new IllegalStateException("not everything was applied");
    }
  }

  private void reading(PacketFilter filter, CompiledRuleset desired) {
    List<Double> dumps = new ArrayList<>();
    List<Double> applies = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      dumps.add(millis(filter::read));
      applies.add(
          millis(
              () -> {
                if (!new Applier(filter).apply(desired).plan().isEmpty()) {
                  throw new IllegalStateException("a second apply changes something");
                }
              }));
    }
    figures.median("dump", dumps);
    figures.median("no-op", applies);
  }

  private static double millis(Runnable work) {
    System.gc();
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
