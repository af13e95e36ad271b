// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.model.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Small changes of a large cluster, each by the Syncer and by hand in turns, on two nodes that are
 * the same: what slows the machine down for a while slows both.
 */
final class ChangeBench {
  private static final int ROUNDS = 7;
  private static final int COALESCED = 100;

  private final BenchCluster cluster;
  private final Figures figures;

  ChangeBench(BenchCluster cluster, Figures figures) {
    this.cluster = cluster;
    this.figures = figures;
  }

  /**
   * Measures.
   *
   * @param ours a node that holds the rules of the cluster, and our way to them
   * @param byHand another one
   */
  void run(PacketFilter ours, BenchNode byHand) {
    Manifests manifests = cluster.manifests();
    SyncerDriver syncer = new SyncerDriver(ours, manifests);
    HandMadeDriver hand = new HandMadeDriver(byHand, manifests);
    int services = cluster.services();
    measure("endpoint", syncer, hand, i -> ClusterChange.endpoints(List.of(some(i)), 1 + i));
    measure("service", syncer, hand, i -> ClusterChange.service(services + i));
    List<Integer> hundred =
        IntStream.range(0, Math.min(COALESCED, services)).map(this::some).boxed().toList();
    measure("hundred", syncer, hand, i -> ClusterChange.endpoints(hundred, 1 + ROUNDS + i));
    for (PacketFilter filter : List.of(ours, byHand.filter())) {
      if (!new Applier(filter).plan(hand.compiled()).plan().isEmpty()) {
        throw new IllegalStateException("a node does not hold what it should");
      }
    }
  }

  /** Different for small numbers, if there are so many services. */
  private int some(int i) {
    return (int) (i * 7919L % cluster.services());
  }

  private void measure(
      String key, ChangeDriver ours, ChangeDriver byHand, IntFunction<ClusterChange> changes) {
    List<Double> oursMillis = new ArrayList<>();
    List<Double> byHandMillis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ClusterChange change = changes.apply(i);
      // What one leaves to be collected is not counted to the other.
      System.gc();
      oursMillis.add(ours.change(change) / 1e6);
      System.gc();
      byHandMillis.add(byHand.change(change) / 1e6);
    }
    figures.median(key, oursMillis);
    figures.median(key + "-by-hand", byHandMillis);
  }
}
