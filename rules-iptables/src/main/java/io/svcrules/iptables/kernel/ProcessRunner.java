// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.iptables.kernel.PacketFilterException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs commands as child processes. */
public final class ProcessRunner implements CommandRunner {
  private final List<String> prefix;
  private final Map<String, String> environment;

  /** A runner of commands in the environment of this process. */
  public ProcessRunner() {
    this(List.of(), Map.of());
  }

  /**
   * A runner that changes where commands run.
   *
   * @param prefix stands in front of every command, such as {@code ip netns exec NAME}
   * @param environment variables set on top of those of this process
   */
  public ProcessRunner(List<String> prefix, Map<String, String> environment) {
    this.prefix = List.copyOf(prefix);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public CommandOutcome run(List<String> command, Input input) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    Process process = start(words);
    try {
      return finish(process, input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted: " + String.join(" ", words), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    // Messages are recognized by their words.
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw unavailable("cannot run " + words.get(0) + ": " + e.getMessage(), e);
    }
  }

  private static CommandOutcome finish(Process process, Input input) throws InterruptedException {
    // All three pipes at once: a command blocks when one of them is full.
    CompletableFuture<byte[]> output = read(process.getInputStream());
    CompletableFuture<byte[]> errors = read(process.getErrorStream());
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> write(process.getOutputStream(), input), ProcessRunner::startThread);
    int exitCode = process.waitFor();
    try {
      written.join();
    } catch (CompletionException e) {
      // A command that fails early does not read to the end; its exit code tells.
      if (exitCode == 0) {
        throw e;
      }
    }
    String words = new String(errors.join(), StandardCharsets.UTF_8);
    return new CommandOutcome(exitCode, output.join(), words);
  }

  private static CompletableFuture<byte[]> read(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return in.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        ProcessRunner::startThread);
  }

  // The common pool has too few threads: one command takes three, and waits for all.
  private static void startThread(Runnable task) {
    Thread thread = new Thread(task, "command-pipe");
    thread.setDaemon(true);
    thread.start();
  }

  private static void write(OutputStream out, Input input) {
    try (out) {
      input.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PacketFilterException unavailable(String reason, Throwable cause) {
    return new PacketFilterException(
        Kind.UNAVAILABLE, reason, Optional.empty(), Optional.empty(), cause);
  }
}
