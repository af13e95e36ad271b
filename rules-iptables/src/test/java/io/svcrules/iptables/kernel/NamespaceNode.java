// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network namespace of a real kernel. */
final class NamespaceNode implements TestNode {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IpFamily family;
  private final IptablesVariant variant;
  private final Path lock;

  NamespaceNode(IpFamily family, IptablesVariant variant) {
    this.family = family;
    this.variant = variant;
    try {
      this.lock = Files.createTempFile("svcr-node", ".lock");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NetworkNamespace namespace() {
    return namespace;
  }

  /** The lock file of the legacy variant. */
  Path lock() {
    return lock;
  }

  /** Runs commands in the namespace. */
  CommandRunner runner(String... wrapper) {
    List<String> prefix = new ArrayList<>(List.of("ip", "netns", "exec", namespace.name()));
    prefix.addAll(List.of(wrapper));
    return new ProcessRunner(prefix, Map.of("XTABLES_LOCKFILE", lock.toString()));
  }

  @Override
  public RestorePacketFilter filter() {
    return new RestorePacketFilter(family, variant, runner());
  }

  @Override
  public String saved() {
    return namespace
            .run(variant.saveCommand(family))
            .orFail()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.startsWith(":") ? line.replaceAll(" \\[\\d+:\\d+]$", "") : line)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** All rules with their counters. */
  List<String> counted() {
    return namespace.run(variant.saveCommand(family), "-c").orFail().lines().toList();
  }

  @Override
  public void load(String input) {
    namespace.runWithInput(input, variant.restoreCommand(family), "--noflush").orFail();
  }

  @Override
  public void close() {
    namespace.close();
    try {
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
