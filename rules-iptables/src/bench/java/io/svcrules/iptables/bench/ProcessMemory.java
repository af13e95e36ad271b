// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The most memory that a process ever had: VmHWM of proc(5). */
final class ProcessMemory {
  private ProcessMemory() {}

  /** That of this process, in MiB. */
  static double ofThis() {
    return of("self").orElseThrow();
  }

  /** That of a process that may have ended, in MiB. */
  static OptionalDouble of(String process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
        if (line.startsWith("VmHWM:")) {
          return OptionalDouble.of(Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024);
        }
      }
      // It has ended, and only its parent has not noticed yet.
      return OptionalDouble.empty();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
