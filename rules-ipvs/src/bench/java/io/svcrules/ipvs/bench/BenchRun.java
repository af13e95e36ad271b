// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.ipvs.compile.CompiledIpvs;
import io.svcrules.ipvs.compile.IpvsCompiler;
import io.svcrules.ipvs.compile.IpvsConfig;
import io.svcrules.ipvs.kernel.IpvsApplier;
import io.svcrules.ipvs.kernel.IpvsApplyOutcome;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.ipvs.plan.IpvsPlanner;
import io.svcrules.ipvs.plan.PlanOptions;
import io.svcrules.ipvs.plan.ServerChange;
import io.svcrules.ipvs.text.IpvsadmText;
import io.svcrules.model.IpFamily;
import io.svcrules.model.Node;
import io.svcrules.model.resolve.ResolveOptions;
import io.svcrules.model.resolve.ServiceResolver;
import io.svcrules.netlink.ipvs.IpvsClient;
import io.svcrules.netlink.ipvs.IpvsServiceStatus;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Measures one cluster and prints a line for each figure: {@code KEY NANOSECONDS}. */
final class BenchRun {
  private static final int READS = 3;
  private static final IpvsConfig CONFIG = IpvsConfig.builder().build();

  private final BenchCluster cluster;
  private final CompiledIpvs desired;
  private final PrintStream out;

  private BenchRun(BenchCluster cluster, PrintStream out) {
    this.cluster = cluster;
    this.out = out;
    this.desired = compile(cluster);
  }

  private static CompiledIpvs compile(BenchCluster cluster) {
    return IpvsCompiler.compile(
        ServiceResolver.resolve(
            cluster.manifests(), IpFamily.IPV4, Node.named("node-1"), ResolveOptions.DEFAULT),
        Map.of(),
        CONFIG);
  }

  /**
   * Runs.
   *
   * @param args how many virtual servers, and whether to measure {@code changes} or the {@code
   *     rest}
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BenchRun run = new BenchRun(new BenchCluster(Integer.parseInt(args[0])), out);
    if (args[1].equals("changes")) {
      run.changes();
    } else {
      // What a JVM and a kernel do but once is not of the cluster.
      PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
      new BenchRun(new BenchCluster(1), nowhere).all();
      run.all();
    }
  }

  private void all() {
    print("servers", servers());
    print("servers-again", median(this::servers));
    BenchNode.visit(this::restore);
    BenchNode.visit(this::everything);
  }

  /** What ipvsadm -R does: virtual and real servers, and nothing else. */
  private long servers() {
    AtomicLong taken = new AtomicLong();
    BenchNode.visit(node -> taken.set(servers(node)));
    return taken.get();
  }

  private long servers(BenchNode node) {
    try (NetlinkIpvsTable table = node.table()) {
      List<IpvsChange> servers =
          IpvsPlanner.plan(
                  table.read(IpFamily.IPV4), desired.state(), PlanOptions.of(desired, CONFIG))
              .changes()
              .stream()
              .filter(ServerChange.class::isInstance)
              .toList();
      long start = System.nanoTime();
      table.apply(IpFamily.IPV4, servers);
      return System.nanoTime() - start;
    }
  }

  private void restore(BenchNode node) {
    String text = IpvsadmText.write(desired.state().servers().values());
    print("servers-ipvsadm", node.run(List.of("ipvsadm", "-R"), text));
  }

  private void everything(BenchNode node) {
    try (NetlinkIpvsTable table = node.table();
        IpvsClient client = node.client()) {
      first(table);
      print("no-op", median(() -> noOp(table)));
      print("dump", median(() -> dump(client)));
      print("dump-ipvsadm", median(() -> node.run(List.of("ipvsadm", "-Sn"), "")));
      print("read", median(() -> read(table)));
    }
  }

  private void first(NetlinkIpvsTable table) {
    TimedTable timed = new TimedTable(table);
    long start = System.nanoTime();
    CompiledIpvs compiled = compile(cluster);
    long compiling = System.nanoTime() - start;
    IpvsApplyOutcome outcome = new IpvsApplier(timed).apply(compiled, CONFIG);
    long all = System.nanoTime() - start;
    if (!outcome.remaining().isEmpty() || !outcome.leftOut().isEmpty()) {
      throw new IllegalStateException("not everything was applied");
    }
    print("first", all);
    print("first-compile", compiling);
    long rest = all - compiling;
    for (TimedTable.Part part : TimedTable.Part.values()) {
      print("first-" + part.name().toLowerCase(Locale.ROOT), timed.nanos(part));
      rest -= timed.nanos(part);
    }
    print("first-planning", rest);
  }

  private long noOp(NetlinkIpvsTable table) {
    long start = System.nanoTime();
    if (!new IpvsApplier(table).apply(desired, CONFIG).plan().isEmpty()) {
      throw new IllegalStateException("a second apply changes something");
    }
    return System.nanoTime() - start;
  }

  private static long dump(IpvsClient client) {
    long start = System.nanoTime();
    for (IpvsServiceStatus found : client.services()) {
      client.destinations(found.service().key());
    }
    return System.nanoTime() - start;
  }

  private static long read(NetlinkIpvsTable table) {
    long start = System.nanoTime();
    table.read(IpFamily.IPV4);
    return System.nanoTime() - start;
  }

  private void changes() {
    BenchNode.visit(
        node -> {
          try (NetlinkIpvsTable table = node.table();
              IpvsClient client = node.client()) {
            new ChangeBench(cluster, table, client).run().forEach(this::print);
          }
        });
  }

  private static long median(LongSupplier measured) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      all.add(measured.getAsLong());
    }
    return median(all);
  }

  static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private void print(String key, long nanos) {
    out.println(key + " " + nanos);
  }
}
