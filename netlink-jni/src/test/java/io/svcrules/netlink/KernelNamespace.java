// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A fresh network namespace of the running kernel, for one test; only root can have one. */
public final class KernelNamespace implements AutoCloseable {

  private final String name = "svcrules-" + UUID.randomUUID().toString().substring(0, 8);

  /** Makes the namespace and sets its loopback interface up. */
  public KernelNamespace() {
    assertEquals(0, effectiveUser(), "this test makes a network namespace and has to run as root");
    execute("ip", "netns", "add", name);
    run("ip", "link", "set", "lo", "up");
  }

  private static int effectiveUser() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name, under {@code /run/netns}. */
  public String name() {
    return name;
  }

  /** Sockets that are opened inside. */
  public JnrSocketOpener sockets(NetlinkProtocol protocol) {
    return JnrSocketOpener.of(protocol).inNamespace(name);
  }

  /** A connection inside. */
  public NetlinkConnection connect(NetlinkProtocol protocol) {
    return new NetlinkConnection(sockets(protocol));
  }

  /** Runs a command inside and returns what it printed; it must succeed. */
  public String run(String... command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
    inside.addAll(List.of(command));
    return execute(inside.toArray(String[]::new));
  }

  private static String execute(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    execute("ip", "netns", "delete", name);
  }
}
