// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.model.IpFamily;
import io.svcrules.testdata.kernel.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network namespace of a real kernel. */
public final class NamespaceNode implements TestNode {
  private final NetworkNamespace namespace = new NetworkNamespace();
  private final IpFamily family;
  private final IptablesVariant variant;
  private final Path lock;

  /** A namespace whose rules one variant writes. */
  public NamespaceNode(IpFamily family, IptablesVariant variant) {
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
    List<String> prefix =
        new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace.name()));
    prefix.addAll(List.of(wrapper));
    return new ProcessRunner(prefix, Map.of("XTABLES_LOCKFILE", lock.toString()));
  }

  @Override
  public RestorePacketFilter filter() {
    return new RestorePacketFilter(family, variant, runner());
  }

  @Override
  public String saved() {
    // Not by way of ip netns exec, which mounts a file system first: hundreds of steps do this.
    CommandRunner.Input none = CommandRunner.Input.NONE;
    return output(runner().run(List.of(variant.saveCommand(family)), none))
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
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    List<String> command = List.of(variant.restoreCommand(family), "--noflush");
    output(runner().run(command, out -> out.write(bytes)));
  }

  private static String output(CommandOutcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.errors());
    return new String(outcome.output(), StandardCharsets.UTF_8);
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
