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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node goes from kube-proxy to svcrules and back, while connections are made without a pause. */
class TakeOverKernelTest {
  private static final String SCENARIO = "multi-port";
  private static final Target SERVICE = new Target("10.96.10.4", 80);
  private static final Set<String> ENDPOINTS = Set.of("10.244.1.13", "10.244.2.13");
  private static final int ENDPOINT_PORT = 8080;
  private static final int PATIENCE = 5_000;
  private static final int AT_LEAST = 500;
  private static final int TURNS = 5;

  /** What kube-proxy 1.30.5 left in a kernel. */
  private static String ofKubeProxy() throws IOException {
    return Files.readString(
        TestData.root().resolve("fixtures/iptables/golden/" + SCENARIO + ".iptables-save"));
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
    return Peer.everywhere(node.name(), ENDPOINT_PORT);
  }

  private static CliRun run(
      NetworkNamespace node, KernelWay way, String command, boolean masqueradeAll) {
    String folder = TestData.root().resolve("scenarios/kube-proxy-" + SCENARIO).toString();
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
            "--family=ipv4",
            "--iptables-variant=" + way.variant().word());
  }

  private static void restore(NetworkNamespace node, KernelWay way, String rules) {
    node.runWithInput(rules, way.variant().restoreCommand(IpFamily.IPV4), "--noflush", "-w")
        .orFail();
  }

  private static Answers ask(Peer peer, int order, Transport transport, int count) {
    return peer.ask(List.of(Attempt.of(order, transport, SERVICE, count, PATIENCE))).get(order);
  }

  /** One connection after the other; who answered, or what happened instead. */
  private static Set<String> connectUntil(AtomicBoolean over, Peer peer) {
    Set<String> who = new TreeSet<>();
    for (int order = 1; !over.get(); order++) {
      who.addAll(ask(peer, order, Transport.TCP, AT_LEAST).who());
    }
    return who;
  }

  @ParameterizedTest
  @EnumSource
  void noConnectionNoticesWhoWritesTheRules(KernelWay way) throws Exception {
    String saved = ofKubeProxy();
    try (NetworkNamespace node = new NetworkNamespace();
        Peer peer = endpoints(node)) {
      restore(node, way, saved);
      Answers kept = ask(peer, 0, Transport.TCP_KEPT, 1);
      assertTrue(ENDPOINTS.containsAll(kept.who()), kept::toString);

      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Set<String>> answering =
          CompletableFuture.supplyAsync(() -> connectUntil(over, peer));
      try {
        for (int turn = 0; turn < TURNS; turn++) {
          restore(node, way, synced(saved));
          // A setting that kube-proxy did not have, so that there is something to rewrite.
          CliRun applied = run(node, way, "apply", true);
          assertEquals(0, applied.status(), applied.err());
          assertTrue(applied.err().contains("~1 service"), applied.err());
        }
      } finally {
        over.set(true);
      }
      assertEquals(ENDPOINTS, answering.get(), "every new connection");

      assertEquals(0, run(node, way, "diff", true).status());
      assertEquals(kept, ask(peer, 0, Transport.TCP_KEPT, 1), "with svcrules");
      restore(node, way, synced(saved));
      assertEquals(kept, ask(peer, 0, Transport.TCP_KEPT, 1), "with kube-proxy");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofKubeProxysRulesNoneIsTouchedThatWeWouldWrite(KernelWay way) throws Exception {
    try (NetworkNamespace node = new NetworkNamespace()) {
      restore(node, way, ofKubeProxy());
      CliRun applied = run(node, way, "apply", false);
      assertEquals(0, applied.status(), applied.err());
      assertTrue(applied.err().contains("IPv4: nothing to change"), applied.err());
    }
  }
}
