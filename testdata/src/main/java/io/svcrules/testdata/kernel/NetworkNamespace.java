// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network namespace of its own: no rules, no connections, only the loopback interface, which is
 * up. Needs root; without, the constructor throws, so that tests fail and are not passed over.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final Duration TIME_OUT = Duration.ofSeconds(60);

  // A thread for each pipe: in a pool they could wait for each other.
  private static final Executor PIPES = task -> new Thread(task, "pipe").start();

  private final String name;
  private final Path lock;

  /**
   * Creates the namespace.
   *
   * @throws AssertionError if that fails, usually because the user is not root
   */
  public NetworkNamespace() {
    // The legacy iptables has one lock for the whole machine, unless told otherwise.
    this.lock = temporaryFile();
    this.name = "svcr-" + UUID.randomUUID().toString().substring(0, 13);
    try {
      execute(List.of("ip", "netns", "add", name), new byte[0]).orFail();
      run("ip", "link", "set", "lo", "up").orFail();
    } catch (AssertionError e) {
      delete();
      throw new AssertionError("no network namespace; this test needs root", e);
    }
  }

  /** The name, as {@code ip netns} lists it. */
  public String name() {
    return name;
  }

  /** Runs a command in the namespace without input. */
  public CommandResult run(String... command) {
    return runWithInput("", command);
  }

  /**
   * Runs a command in the namespace.
   *
   * @param input its standard input, sent as UTF-8
   * @throws AssertionError if it takes longer than a minute; it is killed then
   */
  public CommandResult runWithInput(String input, String... command) {
    return runWithInput(input.getBytes(StandardCharsets.UTF_8), command);
  }

  /**
   * Runs a command in the namespace.
   *
   * @param input its standard input
   * @throws AssertionError if it takes longer than a minute; it is killed then
   */
  public CommandResult runWithInput(byte[] input, String... command) {
    Stream<String> inside = Stream.of("ip", "netns", "exec", name);
    return execute(Stream.concat(inside, Stream.of(command)).toList(), input);
  }

  private CommandResult execute(List<String> command, byte[] input) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XTABLES_LOCKFILE", lock.toString());
    try {
      return finish(builder.start(), command, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + command, e);
    }
  }

  private static CommandResult finish(Process process, List<String> command, byte[] input)
      throws InterruptedException {
    // All three pipes at once: a command blocks when one of them is full.
    CompletableFuture<String> output = read(process.getInputStream());
    CompletableFuture<String> errors = read(process.getErrorStream());
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(() -> write(process.getOutputStream(), input), PIPES);
    if (!process.waitFor(TIME_OUT.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new AssertionError("not finished after " + TIME_OUT + ": " + command);
    }
    written.join();
    return new CommandResult(process.exitValue(), output.join(), errors.join());
  }

  private static CompletableFuture<String> read(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        PIPES);
  }

  // A command that fails early does not read its input; its exit code tells.
  private static void write(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).matches("Broken pipe|Stream closed")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("svcr-xtables", ".lock");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Removes the namespace and everything in it.
   *
   * @throws AssertionError if it cannot be removed
   */
  @Override
  public void close() {
    delete().orFail();
  }

  private CommandResult delete() {
    CommandResult deleted = execute(List.of("ip", "netns", "del", name), new byte[0]);
    try {
      Files.deleteIfExists(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return deleted;
  }
}
