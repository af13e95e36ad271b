// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.LegacyPacketFilter;
import io.svcrules.iptables.kernel.NftPacketFilter;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.nft.OwnCommits;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A network namespace with rules of one variant. */
final class BenchNode implements AutoCloseable {
  /** timeout(1): the command was stopped. */
  private static final int TIMED_OUT = 124;

  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IptablesVariant variant;

  BenchNode(IptablesVariant variant) {
    this.variant = variant;
  }

  private CommandRunner runner() {
    return new ProcessRunner(prefix(), Map.of("XTABLES_LOCKFILE", lock().toString()));
  }

  private Path lock() {
    return Path.of("/run", namespace.name() + ".lock");
  }

  /** The start of a command line that runs a program on the node, as the same process. */
  List<String> prefix() {
    return List.of("nsenter", "--net=/run/netns/" + namespace.name());
  }

  /** The way to the rules that is the default for the variant. */
  PacketFilter filter() {
    return switch (variant) {
      case NFT ->
          new NftPacketFilter(
              IpFamily.IPV4,
              JnrSocketOpener.of(NetlinkProtocol.NETFILTER).inNamespace(namespace.name()),
              runner(),
              new OwnCommits());
      case LEGACY ->
          LegacyPacketFilter.in(
              Optional.of(Path.of("/run/netns", namespace.name())),
              IpFamily.IPV4,
              runner(),
              lock());
    };
  }

  /**
   * Has iptables-restore read lines.
   *
   * @return how many nanoseconds that took
   */
  long restore(String text) {
    byte[] input = text.getBytes(StandardCharsets.UTF_8);
    List<String> command = List.of(variant.restoreCommand(IpFamily.IPV4), "--noflush", "-w", "5");
    CommandRunner runner = runner();
    long start = System.nanoTime();
    CommandOutcome outcome = runner.run(command, out -> out.write(input));
    long nanos = System.nanoTime() - start;
    if (!outcome.isSuccess()) {
      throw new IllegalStateException(outcome.errors());
    }
    return nanos;
  }

  /**
   * Has iptables-restore read all rules of a node without any.
   *
   * @param capSeconds it is stopped after so long
   * @return how many milliseconds that took; empty if it was stopped
   */
  OptionalDouble restore(String text, int capSeconds) {
    byte[] input = text.getBytes(StandardCharsets.UTF_8);
    List<String> command =
        List.of(
            "timeout",
            Integer.toString(capSeconds),
            variant.restoreCommand(IpFamily.IPV4),
            "--noflush");
    long start = System.nanoTime();
    CommandOutcome outcome = runner().run(command, out -> out.write(input));
    double millis = (System.nanoTime() - start) / 1e6;
    if (outcome.exitCode() == TIMED_OUT) {
      return OptionalDouble.empty();
    }
    if (!outcome.isSuccess()) {
      throw new IllegalStateException(outcome.errors());
    }
    return OptionalDouble.of(millis);
  }

  @Override
  public void close() {
    namespace.close();
    try {
      Files.deleteIfExists(lock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
