// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.Ruleset;
import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.PacketFilter;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.IpvsState;
import io.svcrules.ipvs.VirtualServerKey;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** A real kernel as a node sees it: a network namespace, and the adapter to what it holds. */
public final class KernelNode implements LiveIpvsTable, AutoCloseable {
  private final Path namespace;
  private final Runnable removal;
  private final IptablesVariant variant;
  private final ProcessRunner runner = new ProcessRunner();
  private final NetlinkIpvsTable table;

  private KernelNode(IptablesVariant variant, String namespace, Runnable removal) {
    this.namespace = Path.of("/run/netns", namespace);
    this.removal = removal;
    this.variant = variant;
    this.table = inside(() -> NetlinkIpvsTable.open(this::filter));
  }

  /** A node of its own. */
  public static KernelNode create(IptablesVariant variant) {
    io.svcrules.testdata.kernel.NetworkNamespace created =
        new io.svcrules.testdata.kernel.NetworkNamespace();
    return new KernelNode(variant, created.name(), created::close);
  }

  /** A node in a namespace that somebody else removes. */
  public static KernelNode in(String namespace, IptablesVariant variant) {
    return new KernelNode(variant, namespace, () -> {});
  }

  /** The name of the namespace. */
  public String namespace() {
    return namespace.getFileName().toString();
  }

  private PacketFilter filter(IpFamily family) {
    return new FreshFilter(family, variant, runner);
  }

  /** The rules as the commands of iptables tell them. */
  public Ruleset saved(IpFamily family) {
    return inside(() -> new RestorePacketFilter(family, variant, runner).read());
  }

  /** Does something in the namespace. */
  public <T> T inside(Supplier<T> call) {
    return NetworkNamespace.callIn(namespace, call);
  }

  @Override
  public IpvsSnapshot read(IpFamily family) {
    return inside(() -> table.read(family));
  }

  @Override
  public void apply(IpFamily family, List<IpvsChange> changes) {
    inside(
        () -> {
          table.apply(family, changes);
          return true;
        });
  }

  @Override
  public RealServersNow realServers(
      IpFamily family, Collection<? extends VirtualServerKey> servers) {
    return inside(() -> table.realServers(family, servers));
  }

  @Override
  public IpvsState outline(IpFamily family) {
    return inside(() -> table.outline(family));
  }

  @Override
  public IpvsProbe probe() {
    return (family, asked) -> inside(() -> table.probe().missing(family, asked));
  }

  /** Runs a command in the namespace and returns what it printed; it must succeed. */
  public String run(String... command) {
    CommandOutcome outcome = inside(() -> runner.run(List.of(command), CommandRunner.Input.NONE));
    assertEquals(0, outcome.exitCode(), () -> String.join(" ", command) + ": " + outcome.errors());
    return new String(outcome.output(), StandardCharsets.UTF_8);
  }

  /** The same with something to read. */
  public String feed(String input, String... command) {
    CommandOutcome outcome =
        inside(
            () ->
                runner.run(
                    List.of(command), out -> out.write(input.getBytes(StandardCharsets.UTF_8))));
    assertEquals(0, outcome.exitCode(), () -> String.join(" ", command) + ": " + outcome.errors());
    return new String(outcome.output(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    table.close();
    removal.run();
  }
}
