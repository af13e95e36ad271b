// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.NetworkNamespace;
import io.svcrules.testdata.traffic.Answers;
import io.svcrules.testdata.traffic.Attempt;
import io.svcrules.testdata.traffic.Peer;
import io.svcrules.testdata.traffic.Target;
import io.svcrules.testdata.traffic.Transport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node goes from one mode to the other and back, while connections are made without a pause. */
@Tag("guest")
class ModeSwitchKernelTest {
  private static final String OBJECTS = Yaml.WEB + Yaml.NODE;
  private static final Target SERVICE = new Target("10.96.0.10", 80);
  private static final Set<String> ENDPOINTS = Set.of("10.244.1.10", "10.244.2.10");
  private static final int ENDPOINT_PORT = 8080;
  private static final int PATIENCE = 10_000;
  private static final int ROUNDS = 2;

  /** A pod that has the endpoints' addresses too, behind the node: masqueraded, all pass there. */
  private static void connect(GuestNode node, NetworkNamespace pods) {
    node.run(
        "ip", "link", "add", "pods", "type", "veth", "peer", "name", "eth0", "netns", pods.name());
    node.run("ip", "address", "add", "10.244.1.1/24", "dev", "pods");
    node.run("ip", "link", "set", "pods", "up");
    node.run("ip", "route", "add", "10.244.2.0/24", "dev", "pods");
    pods.run("ip", "address", "add", "10.244.1.10/24", "dev", "eth0").orFail();
    pods.run("ip", "address", "add", "10.244.2.10/32", "dev", "eth0").orFail();
    pods.run("ip", "link", "set", "eth0", "up").orFail();
    pods.run("ip", "route", "add", "default", "via", "10.244.1.1").orFail();
  }

  private static void apply(GuestNode node, IptablesVariant variant, String mode) {
    CliRun run =
        node.svcrules(
            OBJECTS,
            "apply",
            "-f",
            "-",
            "--mode=" + mode,
            "--family=ipv4",
            "--masquerade-all",
            "--iptables-variant=" + variant.word());
    assertEquals(0, run.status(), run.err());
  }

  private static Answers ask(Peer peer, int order, Transport transport, int count) {
    return peer.ask(List.of(Attempt.of(order, transport, SERVICE, count, PATIENCE))).get(order);
  }

  /** One connection after the other; who answered, or what happened instead. */
  private static Set<String> connectUntil(AtomicBoolean over, Peer peer) {
    Set<String> who = new TreeSet<>();
    for (int order = 1; !over.get(); order++) {
      who.addAll(ask(peer, order, Transport.TCP, 20).who());
    }
    return who;
  }

  @ParameterizedTest
  @EnumSource
  void noConnectionNoticesTheMode(IptablesVariant variant) {
    try (GuestNode node = new GuestNode().with("eth0", "192.0.2.11/24");
        NetworkNamespace pods = new NetworkNamespace()) {
      connect(node, pods);
      node.run("sysctl", "-w", "net.ipv4.ip_forward=1");
      apply(node, variant, "iptables");
      try (Peer peer = Peer.everywhere(pods.name(), ENDPOINT_PORT)) {
        Answers kept = ask(peer, 0, Transport.TCP_KEPT, 1);
        assertTrue(ENDPOINTS.containsAll(kept.who()), kept::toString);

        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<String>> answering =
            CompletableFuture.supplyAsync(() -> connectUntil(over, peer));
        try {
          for (int round = 0; round < ROUNDS; round++) {
            apply(node, variant, "ipvs");
            assertTrue(node.run("ipvsadm", "-Sn").contains("-A -t 10.96.0.10:80"));
            assertFalse(saved(node, variant).contains("KUBE-SVC-"));
            apply(node, variant, "iptables");
            assertTrue(saved(node, variant).contains("KUBE-SVC-"));
            assertFalse(saved(node, variant).contains("KUBE-IPVS"));
          }
        } finally {
          over.set(true);
        }
        assertEquals(ENDPOINTS, answering.join(), "every new connection");
        assertEquals(kept, ask(peer, 0, Transport.TCP_KEPT, 1), "what was there before");
      }
      assertEquals(0, node.svcrules("", "cleanup").status());
    }
  }

  private static String saved(GuestNode node, IptablesVariant variant) {
    return node.run(variant.saveCommand(IpFamily.IPV4));
  }
}
