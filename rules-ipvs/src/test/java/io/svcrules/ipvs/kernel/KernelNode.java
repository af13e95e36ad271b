// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.iptables.kernel.CommandOutcome;
import io.svcrules.iptables.kernel.CommandRunner;
import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.iptables.kernel.ProcessRunner;
import io.svcrules.iptables.kernel.RestorePacketFilter;
import io.svcrules.ipvs.IpvsSnapshot;
import io.svcrules.ipvs.plan.IpvsChange;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A real kernel as a node sees it: a network namespace, and the adapter to what it holds. */
final class KernelNode implements IpvsTable, AutoCloseable {
  private final io.svcrules.testdata.kernel.NetworkNamespace namespace;
  private final IptablesVariant variant;
  private final ProcessRunner runner = new ProcessRunner();
  private final NetlinkIpvsTable table;

  /** A node of its own. */
  KernelNode(IptablesVariant variant) {
    this(variant, new io.svcrules.testdata.kernel.NetworkNamespace());
  }

  private KernelNode(
      IptablesVariant variant, io.svcrules.testdata.kernel.NetworkNamespace namespace) {
    this.namespace = namespace;
    this.variant = variant;
    this.table =
        inside(
            () ->
                NetlinkIpvsTable.open(family -> new RestorePacketFilter(family, variant, runner)));
  }

  /** Does something in the namespace. */
  <T> T inside(Supplier<T> call) {
    return NetworkNamespace.callIn(Path.of("/run/netns", namespace.name()), call);
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

  /** Runs a command in the namespace and returns what it printed; it must succeed. */
  String run(String... command) {
    CommandOutcome outcome = inside(() -> runner.run(List.of(command), CommandRunner.Input.NONE));
    assertEquals(0, outcome.exitCode(), () -> String.join(" ", command) + ": " + outcome.errors());
    return new String(outcome.output(), StandardCharsets.UTF_8);
  }

  /** What iptables-save prints of the rules, without remarks and counters. */
  List<String> savedRules(IpFamily family) {
    List<String> rules = new ArrayList<>();
    run(variant.saveCommand(family))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.startsWith(":") ? line.replaceAll(" \\[\\d+:\\d+]$", "") : line)
        .forEach(rules::add);
    return rules;
  }

  @Override
  public void close() {
    table.close();
    namespace.close();
  }
}
