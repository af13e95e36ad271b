// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of the command within the test's own process.
 *
 * @param status the exit status
 * @param out what went to standard output
 * @param err what went to standard error
 */
record CliRun(int status, String out, String err) {
  /** The folder of the samples that users see. */
  static final Path SAMPLES = Path.of(System.getProperty("svcrules.testdata"), "samples");

  /** Runs the command in a directory, with something on standard input. */
  static CliRun in(Path directory, String stdin, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    int status = Main.run(args, environment(directory, in, out, err, false));
    return new CliRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs the command with something on standard input. */
  static CliRun withInput(String stdin, String... args) {
    return in(Path.of(""), stdin, args);
  }

  /** Runs the command. */
  static CliRun of(String... args) {
    return in(Path.of(""), "", args);
  }

  static Environment environment(
      Path directory, InputStream in, OutputStream out, OutputStream err, boolean colour) {
    return new TestProcess().inDirectory(directory).colour(colour).environment(in, out, err);
  }

  /** The lines of standard error. */
  List<String> errLines() {
    return err.lines().toList();
  }
}
