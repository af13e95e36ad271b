// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.lab.CountedSockets;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.LargeCluster;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets followed on a real kernel. */
class LiveTraceKernelTest {
  /** The second rule is of a kind that only iptables itself can spell. */
  private static final String FOREIGN =
      """
      *filter
      :FORWARD DROP [0:0]
      -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A FORWARD -m string --string "secret" --algo bm -j REJECT --reject-with icmp-port-unreachable
      -A FORWARD -s 10.244.0.0/16 -j ACCEPT
      COMMIT
      """;

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource
  void everyWayToTheRulesTellsWhatTheDumpTells(KernelWay way) throws IOException {
    try (NetworkNamespace node = new NetworkNamespace()) {
      String word = way.variant().word();
      node.runWithInput(FOREIGN, "iptables-" + word + "-restore").orFail();
      TestProcess process = new TestProcess().on(way.filters(node));
      CliRun applied =
          process.run(
              Yaml.WEB,
              "apply",
              "-f",
              "-",
              "--iptables-variant=" + word,
              "--cluster-cidr=10.244.0.0/16");
      assertEquals(0, applied.status(), applied.err());
      String saved = node.run("iptables-" + word + "-save").orFail();
      Path dump = Files.writeString(temporary.resolve("rules"), saved);
      for (String from : List.of("10.244.1.5", "192.0.2.7", "node")) {
        List<String> packet =
            List.of("--node-ip=192.168.100.2", "--from", from, "--to", "default/web");
        CliRun live = run(process, packet);
        CliRun told = run(process, packet, "--iptables-save", dump.toString());
        assertEquals(told.out(), live.out(), live.err());
        assertEquals(told.status(), live.status());
        assertTrue(live.out().contains("KUBE-SVC-"), live.out());
      }
    }
  }

  private static CliRun run(TestProcess process, List<String> packet, String... more) {
    List<String> all = new ArrayList<>(packet);
    all.add(0, "trace");
    all.addAll(List.of(more));
    return process.run("", all.toArray(String[]::new));
  }

  /** What a packet does not come to costs nothing, in nf_tables. */
  @Test
  void moreServicesMeanNoMoreQuestions() throws IOException {
    assertEquals(questions(20), questions(400));
  }

  /** How many datagrams the kernel gets to find the variant, and to follow one packet. */
  private static int questions(int services) throws IOException {
    try (NetworkNamespace node = new NetworkNamespace()) {
      StringBuilder objects = new StringBuilder();
      new LargeCluster(services, 3).appendJson(objects);
      CliRun applied =
          new TestProcess()
              .on(KernelWay.NFT_NETLINK.filters(node))
              .run(objects.toString(), "apply", "-f", "-", "--iptables-variant=nft");
      assertEquals(0, applied.status(), applied.err());
      CountedSockets sockets = new CountedSockets();
      SocketOpener counted =
          sockets.of(JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(node.name()));
      TestProcess process = new TestProcess().on(KernelWay.NFT_NETLINK.filters(node, counted));
      CliRun live =
          process.run(
              "", "trace", "--node-ip=192.168.100.2", "--from=192.0.2.7", "--to=10.96.0.1:80");
      assertEquals(0, live.status(), live.err());
      assertTrue(sockets.sent() > 0);
      return sockets.sent();
    }
  }

  /** The kernel itself is asked for what the commands find in all that they print. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "iptables-legacy -t filter -L",
        "iptables-legacy -t nat -N EMPTY",
        "iptables-legacy -A INPUT -j ACCEPT",
        "ip6tables-legacy -t raw -A OUTPUT -j ACCEPT",
        "iptables-nft -A INPUT -j ACCEPT",
        "ip6tables-nft -t mangle -N KUBE-KUBELET-CANARY",
        "iptables-legacy -A INPUT -j ACCEPT; ip6tables-nft -A INPUT -j ACCEPT",
        "iptables-legacy -A INPUT -j ACCEPT; iptables-legacy -t nat -A OUTPUT -j ACCEPT;"
            + " ip6tables-nft -A INPUT -j ACCEPT",
        "iptables-legacy -A INPUT -j ACCEPT; iptables-nft -N MINE; iptables-nft -A MINE -j DROP;"
            + " iptables-nft -A MINE -j DROP",
        "iptables-nft -A INPUT -j ACCEPT; iptables-nft -A INPUT -j ACCEPT;"
            + " ip6tables-legacy -t mangle -N KUBE-IPTABLES-HINT",
        "ip6tables-legacy -t mangle -N KUBE-IPTABLES-HINT;"
            + " iptables-nft -t mangle -N KUBE-IPTABLES-HINT",
        "ip6tables-legacy -t nat -N KUBE-IPTABLES-HINT; iptables-nft -A INPUT -j ACCEPT",
      })
  void theVariantIsTheOneThatTheCommandsFind(String commands) {
    try (NetworkNamespace node = new NetworkNamespace()) {
      node.run("sh", "-ec", commands).orFail();
      IptablesVariant wanted = KernelWay.NFT_COMMANDS.filters(node).detect();
      assertEquals(wanted, KernelWay.NFT_NETLINK.filters(node).detect());
    }
  }
}
