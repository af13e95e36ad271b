// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.bench;

import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.ipvs.kernel.NetlinkIpvsTable;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkConnection;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.ipvs.IpvsClient;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A network namespace of its own, which the calling thread is in: one in which real servers were
 * deleted would be slower for two minutes.
 */
final class BenchNode {
  /** How long a program may take: it would else be most of what is waited for. */
  static final long MOST_NANOS = 60_000_000_000L;

  /** What timeout(1) tells of a program that it had to kill. */
  private static final int KILLED = 137;

  private final ProcessRunner runner = new ProcessRunner();

  private BenchNode() {}

  /** Does something in a fresh namespace. */
  static void visit(Consumer<BenchNode> work) {
    try (NetworkNamespace namespace = new NetworkNamespace()) {
      io.svcrules.netlink.jnr.NetworkNamespace.callIn(
          Path.of("/run/netns", namespace.name()),
          () -> {
            work.accept(new BenchNode());
            return true;
          });
    }
  }

  /** The kernel as a table. */
  NetlinkIpvsTable table() {
    OwnCommits own = new OwnCommits();
    Map<IpFamily, PacketFilter> filters = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      filters.put(family, filter(family, own));
    }
    return NetlinkIpvsTable.open(filters::get);
  }

  /** User-mode Linux has no nf_tables for IPv4 and IPv6. */
  private PacketFilter filter(IpFamily family, OwnCommits own) {
    return "uml".equals(System.getenv("SVCRULES_LAB_KERNEL"))
        ? LegacyPacketFilter.ofProcess(family, runner)
        : new NftPacketFilter(family, JnrSocketOpener.of(NetlinkProtocol.NETFILTER), runner, own);
  }

  /** The same without anything around it. */
  IpvsClient client() {
    return IpvsClient.find(new NetlinkConnection(JnrSocketOpener.of(NetlinkProtocol.GENERIC)))
        .orElseThrow();
  }

  /**
   * Runs a program, but not for too long.
   *
   * @return how long it took, in nanoseconds: {@link #MOST_NANOS} at most
   */
  long run(List<String> command, String input) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    List<String> limited = new ArrayList<>(List.of("timeout", "-s", "KILL"));
    limited.add(Long.toString(MOST_NANOS / 1_000_000_000));
    limited.addAll(command);
    CommandOutcome outcome = runner.run(limited, out -> out.write(bytes));
    long nanos = Math.min(System.nanoTime() - start, MOST_NANOS);
    if (outcome.exitCode() == KILLED) {
      return MOST_NANOS;
    }
    if (!outcome.isSuccess()) {
      throw new IllegalStateException(command + ": " + outcome.errors());
    }
    return nanos;
  }
}
