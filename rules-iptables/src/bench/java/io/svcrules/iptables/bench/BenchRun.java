// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.compile.CompiledRuleset;
import io.svcrules.iptables.kernel.Applier;
import io.svcrules.iptables.kernel.ApplyOutcome;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.text.RulesetWriter;
import io.svcrules.model.Manifests;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Measures one cluster in one variant, and prints a line for each figure: {@code KEY VALUE}. */
final class BenchRun {
  /** iptables-nft takes minutes for a large cluster; waiting longer would say nothing more. */
  private static final int CAP_SECONDS = 120;

  private static final int ROUNDS = 7;
  private static final int COALESCED = 100;

  private final BenchCluster cluster;
  private final IptablesVariant variant;
  private final PrintStream out;
  private Manifests manifests;

  private BenchRun(BenchCluster cluster, IptablesVariant variant, PrintStream out) {
    this.cluster = cluster;
    this.variant = variant;
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param args the variant, how many services, and whether to restore the full text as well
   */
  public static void main(String[] args) {
    IptablesVariant variant = IptablesVariant.valueOf(args[0].toUpperCase(Locale.ROOT));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BenchRun run = new BenchRun(new BenchCluster(Integer.parseInt(args[1])), variant, out);
    if (args[2].equals("plain")) {
      run.plainRestore();
    } else {
      run.everythingElse();
    }
  }

  /** The text of all rules, by iptables-restore alone. */
  private void plainRestore() {
    String text = RulesetWriter.restoreInput(PlanDriver.compile(cluster.manifests()).ruleset());
    try (BenchNode node = new BenchNode(variant)) {
      OptionalDouble millis = node.restore(text, CAP_SECONDS);
      print("plain", millis.orElse(CAP_SECONDS * -1000.0));
    }
  }

  private void everythingElse() {
    manifests = cluster.manifests();
    try (BenchNode node = new BenchNode(variant)) {
      PacketFilter filter = node.filter();
      firstApply(filter, PlanDriver.compile(manifests));
      print("rss-applied", memory("VmRSS:"));
      reading(filter, PlanDriver.compile(manifests));
      changes("", new SyncerDriver(filter, manifests), 0);
      System.gc();
      print("rss-now", memory("VmRSS:"));
      print("rss-most", memory("VmHWM:"));
      // The floor: iptables-restore of the very lines that are needed, and nothing else.
      changes("-minimal", new PlanDriver(filter.read(), node.restore(), manifests), ROUNDS);
    }
  }

  private void firstApply(PacketFilter filter, CompiledRuleset desired) {
    long start = System.nanoTime();
    ApplyOutcome outcome = new Applier(filter).apply(desired);
    print("first", (System.nanoTime() - start) / 1e6);
    if (!outcome.remaining().isEmpty()) {
      throw new IllegalStateException("not everything was applied");
    }
  }

  private void reading(PacketFilter filter, CompiledRuleset desired) {
    List<Double> dumps = new ArrayList<>();
    List<Double> applies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      filter.read();
      dumps.add((System.nanoTime() - start) / 1e6);
      start = System.nanoTime();
      if (!new Applier(filter).apply(desired).plan().isEmpty()) {
        throw new IllegalStateException("a second apply changes something");
      }
      applies.add((System.nanoTime() - start) / 1e6);
    }
    print("dump", median(dumps));
    print("no-op", median(applies));
  }

  private void changes(String suffix, ChangeDriver driver, int first) {
    int services = cluster.services();
    int many = Math.min(COALESCED, services);
    List<Integer> hundred = IntStream.range(0, many).map(this::some).boxed().toList();
    measure(
        "endpoint" + suffix,
        driver,
        i -> ClusterChange.endpoints(List.of(some(first + i)), 1 + first + i));
    measure("service" + suffix, driver, i -> ClusterChange.service(services + first + i));
    measure(
        "hundred" + suffix,
        driver,
        i -> ClusterChange.endpoints(hundred, 1 + 2 * ROUNDS + first + i));
  }

  /** Different for small numbers, if there are so many services. */
  private int some(int i) {
    return (int) (i * 7919L % cluster.services());
  }

  private void measure(String key, ChangeDriver driver, IntFunction<ClusterChange> changes) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ClusterChange change = changes.apply(i);
      manifests = change.applyTo(manifests);
      millis.add(driver.change(change) / 1e6);
    }
    print(key, median(millis));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double memory(String key) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(key)) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      throw new IllegalStateException("no " + key);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(String key, double value) {
    out.println(key + " " + value);
  }
}
