// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Environment;
import io.svcrules.iptables.kernel.sysctl.NamespaceFolder;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node in a guest: a network namespace of its own, in which the command runs. */
final class GuestNode implements AutoCloseable {
  private final io.svcrules.testdata.kernel.NetworkNamespace namespace =
      new io.svcrules.testdata.kernel.NetworkNamespace();

  /** Makes the kernel load what settings of virtual servers belong to. */
  GuestNode() {
    run("ipvsadm", "-Sn");
    forgetOthers();
  }

  // A kernel gives the number of a namespace that is gone to another one; on a machine that
  // restarts
  // nothing is remembered.
  private void forgetOthers() {
    Path remembered =
        NetworkNamespace.callIn(
            Path.of("/run/netns", namespace.name()),
            () -> NamespaceFolder.in(NamespaceFolder.RUN).resolve("sysctls"));
    try {
      Files.deleteIfExists(remembered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the node an interface with addresses. */
  GuestNode with(String device, String... addresses) {
    run("ip", "link", "add", device, "type", "dummy");
    for (String address : addresses) {
      List<String> command =
          new ArrayList<>(List.of("ip", "address", "add", address, "dev", device));
      if (address.contains(":")) {
        command.add("nodad");
      }
      run(command.toArray(String[]::new));
    }
    run("ip", "link", "set", device, "up");
    return this;
  }

  /** Runs a command to its end; it must succeed. Returns what it printed. */
  String run(String... command) {
    return namespace.run(command).orFail();
  }

  /** The same with something to read. */
  String feed(String input, String... command) {
    return namespace.runWithInput(input, command).orFail();
  }

  /** The value of a setting. */
  String sysctl(String name) {
    return run("sysctl", "-n", name).strip();
  }

  /** Runs {@code svcrules} on the node. */
  CliRun svcrules(String input, String... args) {
    Environment process = Environment.ofProcess();
    return NetworkNamespace.callIn(
        Path.of("/run/netns", namespace.name()),
        () ->
            new TestProcess()
                .on(process.filters())
                .on(process.ipvs())
                .on(process.effects())
                .run(input, args));
  }

  @Override
  public void close() {
    namespace.close();
  }
}
