// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.Table;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.TestData;
import io.svcrules.testdata.kernel.NetworkNamespace;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Peer;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node goes from kube-proxy to svcrules and back, while connections are made without a pause. */
class TakeOverKernelTest {
  private static final int ENDPOINT_PORT = 8080;
  private static final int PATIENCE = 5_000;
  private static final int AT_LEAST = 500;
  private static final int TURNS = 5;

  /**
   * A cluster that kube-proxy has served, and one service of it.
   *
   * @param saved the file of what iptables-save printed then, named after the scenario
   * @param rewritten what a setting that kube-proxy did not have rewrites
   * @param service whom clients ask
   * @param endpoints who may answer
   */
  private record Cluster(
      IpFamily family, String saved, String rewritten, Target service, Set<String> endpoints) {
    static final Cluster IPV4 =
        new Cluster(
            IpFamily.IPV4,
            "multi-port.iptables-save",
            "~1 service",
            new Target("10.96.10.4", 80),
            Set.of("10.244.1.13", "10.244.2.13"));

    static final Cluster IPV6 =
        new Cluster(
            IpFamily.IPV6,
            "dual-stack.ip6tables-save",
            "~2 services",
            new Target("fd00:10:96::45", 80),
            Set.of("fd00:10:244:1:0:0:0:49", "fd00:10:244:2:0:0:0:49"));

    /** What kube-proxy 1.30.5 left in a kernel. */
    String ofKubeProxy() throws IOException {
      return Files.readString(TestData.root().resolve("fixtures/iptables/golden").resolve(saved));
    }

    /** The folder of its objects. */
    String objects() {
      String scenario = saved.substring(0, saved.indexOf('.'));
      return TestData.root().resolve("scenarios/kube-proxy-" + scenario).toString();
    }

    @Override
    public String toString() {
      return family.kubernetesName();
    }
  }

  private static Stream<Arguments> clustersAndWays() {
    return Stream.of(Cluster.IPV4, Cluster.IPV6)
        .flatMap(cluster -> Stream.of(KernelWay.values()).map(way -> Arguments.of(cluster, way)));
  }

  /** What kube-proxy gives to iptables-restore each time: its chains, but no jumps to them. */
  private static String synced(String saved) {
    Set<String> hooks =
        Stream.of(Table.values())
            .flatMap(table -> table.builtInChains().stream())
            .collect(Collectors.toSet());
    return saved
            .lines()
            .filter(line -> !hooks.contains(chain(line)))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** The chain that a line is about; of a line about a table, the line. */
  private static String chain(String line) {
    return line.replaceFirst("^(?::|-A )(\\S+) .*$", "$1");
  }

  private static Peer endpoints(NetworkNamespace node) {
    node.run("ip", "address", "add", "172.20.0.1/32", "dev", "lo").orFail();
    for (String network : List.of("10.96.0.0/16", "10.244.0.0/16")) {
      node.run("ip", "route", "add", "local", network, "dev", "lo", "src", "172.20.0.1").orFail();
    }
    node.run("ip", "address", "add", "fd00:20::1/128", "dev", "lo", "nodad").orFail();
    node.run("ip", "route", "add", "local", "fd00:10::/32", "dev", "lo", "src", "fd00:20::1")
        .orFail();
    return Peer.everywhere(node.name(), ENDPOINT_PORT);
  }

  private static CliRun run(
      NetworkNamespace node,
      Cluster cluster,
      KernelWay way,
      String command,
      boolean masqueradeAll) {
    String folder = cluster.objects();
    return new TestProcess()
        .on(way.filters(node))
        .run(
            "",
            command,
            "-f",
            folder + "/input.yaml",
            "-f",
            folder + "/node.yaml",
            "--hostname-override=node-1",
            "--cluster-cidr=10.244.0.0/16,fd00:10:244::/56",
            "--masquerade-all=" + masqueradeAll,
            "--family=" + cluster.family.name().toLowerCase(Locale.ROOT),
            "--iptables-variant=" + way.variant().word());
  }

  private static void restore(NetworkNamespace node, Cluster cluster, KernelWay way, String rules) {
    node.runWithInput(rules, way.variant().restoreCommand(cluster.family), "--noflush", "-w")
        .orFail();
  }

  private static Answers ask(
      Peer peer, Cluster cluster, int order, Transport transport, int count) {
    return peer.ask(List.of(Attempt.of(order, transport, cluster.service, count, PATIENCE)))
        .get(order);
  }

  /** One connection after the other; who answered, or what happened instead. */
  private static Set<String> connectUntil(AtomicBoolean over, Peer peer, Cluster cluster) {
    Set<String> who = new TreeSet<>();
    for (int order = 1; !over.get(); order++) {
      who.addAll(ask(peer, cluster, order, Transport.TCP, AT_LEAST).who());
    }
    return who;
  }

  @ParameterizedTest
  @MethodSource("clustersAndWays")
  void noConnectionNoticesWhoWritesTheRules(Cluster cluster, KernelWay way) throws Exception {
    String saved = cluster.ofKubeProxy();
    try (NetworkNamespace node = new NetworkNamespace();
        Peer peer = endpoints(node)) {
      restore(node, cluster, way, saved);
      Answers kept = ask(peer, cluster, 0, Transport.TCP_KEPT, 1);
      assertTrue(cluster.endpoints.containsAll(kept.who()), kept::toString);

      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Set<String>> answering =
          CompletableFuture.supplyAsync(() -> connectUntil(over, peer, cluster));
      try {
        for (int turn = 0; turn < TURNS; turn++) {
          restore(node, cluster, way, synced(saved));
          // A setting that kube-proxy did not have, so that there is something to rewrite.
          CliRun applied = run(node, cluster, way, "apply", true);
          assertEquals(0, applied.status(), applied.err());
          assertTrue(applied.err().contains(cluster.rewritten), applied.err());
        }
      } finally {
        over.set(true);
      }
      assertEquals(cluster.endpoints, answering.get(), "every new connection");

      assertEquals(0, run(node, cluster, way, "diff", true).status());
      assertEquals(kept, ask(peer, cluster, 0, Transport.TCP_KEPT, 1), "with svcrules");
      restore(node, cluster, way, synced(saved));
      assertEquals(kept, ask(peer, cluster, 0, Transport.TCP_KEPT, 1), "with kube-proxy");
    }
  }

  @ParameterizedTest
  @MethodSource("clustersAndWays")
  void ofKubeProxysRulesNoneIsTouchedThatWeWouldWrite(Cluster cluster, KernelWay way)
      throws Exception {
    try (NetworkNamespace node = new NetworkNamespace()) {
      restore(node, cluster, way, cluster.ofKubeProxy());
      CliRun applied = run(node, cluster, way, "apply", false);
      assertEquals(0, applied.status(), applied.err());
      assertTrue(
          applied.err().contains(cluster.family.kubernetesName() + ": nothing to change"),
          applied.err());
    }
  }
}
