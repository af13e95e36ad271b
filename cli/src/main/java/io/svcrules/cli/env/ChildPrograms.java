// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.io.IOException;
import java.util.List;

/** Child processes with the streams of this one. */
final class ChildPrograms implements ForegroundPrograms {
  @Override
  public int run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
