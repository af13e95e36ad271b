// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import io.svcrules.iptables.kernel.IptablesVariant;
import io.svcrules.testdata.LargeCluster;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** What the command itself takes, started as people start it, and nothing of the bench. */
final class CommandMemory {
  private final Path launcher;

  /**
   * The command of a checkout, which is built if it is not.
   *
   * @param launcher its {@code cli/bin/svcrules}
   */
  CommandMemory(Path launcher) throws IOException, InterruptedException {
    this.launcher = launcher;
    Process built = start(List.of(launcher.toString(), "--version"));
    if (built.waitFor() != 0) {
      throw new IllegalStateException(launcher + " does not run");
    }
  }

  /** The most memory in MiB that {@code svcrules apply} has for the first load of a node. */
  double ofApply(IptablesVariant variant, int services) throws IOException, InterruptedException {
    Path objects = Files.createTempFile("svcrules-bench", ".json");
    try (BenchNode node = new BenchNode(variant)) {
      try (Writer out = Files.newBufferedWriter(objects)) {
        new LargeCluster(services, BenchCluster.ENDPOINTS).appendJson(out);
      }
      List<String> command = new ArrayList<>(node.prefix());
      command.addAll(List.of(launcher.toString(), "apply", "-f", objects.toString()));
      command.add("--iptables-variant=" + variant.word());
      return most(start(command));
    } finally {
      Files.delete(objects);
    }
  }

  /** nsenter and the launcher become the Java that they start: it is one process all the time. */
  private static double most(Process process) throws InterruptedException {
    double most = 0;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      OptionalDouble now = ProcessMemory.of(Long.toString(process.pid()));
      most = Math.max(most, now.orElse(0));
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("apply ended with " + process.exitValue());
    }
    return most;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
