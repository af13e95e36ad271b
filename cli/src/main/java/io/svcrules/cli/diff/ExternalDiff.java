// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.diff;

import io.svcrules.cli.env.Environment;
import io.svcrules.cli.env.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that shows the differences of two files, chosen by the user. */
final class ExternalDiff {
  /** Its name and arguments, separated by blanks; the two files come behind them. */
  static final String VARIABLE = "SVCRULES_EXTERNAL_DIFF";

  private final Environment environment;
  private final List<String> command;

  private ExternalDiff(Environment environment, List<String> command) {
    this.environment = environment;
    this.command = command;
  }

  /** The program that was chosen. */
  static Optional<ExternalDiff> chosen(Environment environment) {
    String words = environment.variables().getOrDefault(VARIABLE, "").strip();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new ExternalDiff(environment, List.of(words.split("\\s+"))));
  }

  /**
   * Shows what differs: what is ours as it is and as it would be, each as iptables-save prints it,
   * or the commands that show virtual servers.
   *
   * @throws UsageException if the program cannot be run, or says that it had trouble
   */
  void show(Difference diff) throws IOException {
    Path directory = Files.createTempDirectory("svcrules-diff");
    String family = diff.family().kubernetesName();
    Path kernel = directory.resolve("kernel-" + family);
    Path objects = directory.resolve("objects-" + family);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(kernel))) {
        diff.writeNow(out);
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(objects))) {
        diff.writeThen(out);
      }
      run(kernel, objects);
    } finally {
      Files.deleteIfExists(kernel);
      Files.deleteIfExists(objects);
      Files.deleteIfExists(directory);
    }
  }

  private void run(Path kernel, Path objects) {
    List<String> words = new ArrayList<>(command);
    words.add(kernel.toString());
    words.add(objects.toString());
    int status;
    try {
      status = environment.programs().run(words);
    } catch (IOException e) {
      throw new UsageException(VARIABLE + ": " + e.getMessage());
    }
    // diff(1): 0 the same, 1 different, 2 trouble.
    if (status > 1) {
      throw new UsageException(VARIABLE + ": " + command.get(0) + " ended with " + status);
    }
  }
}
