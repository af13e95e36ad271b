// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.cli.env.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of the command within the test's own process.
 *
 * @param exit the exit status
 * @param stdout what it printed
 * @param stderr what it told people
 */
record InProcess(int exit, String stdout, String stderr) {

  /** Runs the command in a directory, on a machine called {@code some-machine}. */
  static InProcess run(Path directory, List<String> args) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Environment environment =
        new TestProcess()
            .inDirectory(directory)
            .onMachine("some-machine")
            .environment(new ByteArrayInputStream(new byte[0]), stdout, stderr);
    int exit = Main.run(args.toArray(String[]::new), environment);
    return new InProcess(
        exit, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
  }
}
