// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.IpvsTables;
import io.svcrules.cli.env.NodeEffects;
import io.svcrules.cli.env.PacketFilters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process for a command that runs within the test's own: a machine without any rules. */
public final class TestProcess {
  private final Map<String, String> variables = new HashMap<>();
  private Path directory = Path.of("");
  private String machine = "machine-7";
  private boolean colour;
  private PacketFilters filters = new FakeKernel();
  private IpvsTables ipvs = new FakeIpvs(new FakeKernel());
  private NodeEffects effects = new FakeEffects();

  /** Where relative file names begin. */
  public TestProcess inDirectory(Path path) {
    directory = path;
    return this;
  }

  /** The name of the machine. */
  public TestProcess onMachine(String name) {
    machine = name;
    return this;
  }

  /** Whether the streams are terminals with colours. */
  public TestProcess colour(boolean wanted) {
    colour = wanted;
    return this;
  }

  /** Sets an environment variable. */
  public TestProcess with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The rules of the kernel. */
  public TestProcess on(PacketFilters kernel) {
    filters = kernel;
    return this;
  }

  /** The virtual servers of the kernel. */
  public TestProcess on(IpvsTables servers) {
    ipvs = servers;
    return this;
  }

  /** What else there is on the node. */
  TestProcess on(NodeEffects node) {
    effects = node;
    return this;
  }

  /** A kernel in memory. */
  TestProcess on(FakeKernel kernel) {
    effects = kernel.effects();
    return on((PacketFilters) kernel);
  }

  /** The process as the command sees it. */
  public Environment environment(InputStream in, OutputStream out, OutputStream err) {
    return new Environment(
        in,
        out,
        new PrintWriter(err, true, StandardCharsets.UTF_8),
        directory,
        () -> machine,
        colour,
        colour,
        colour,
        variables,
        command -> run(command, out),
        filters,
        ipvs,
        effects);
  }

  private static int run(List<String> command, OutputStream out) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().transferTo(out);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the command with something on standard input. */
  CliRun run(String stdin, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    int status = Main.run(args, environment(in, out, err));
    return new CliRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
