// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code nodename} of uname(2), which is also what kube-proxy takes. Never asks DNS. */
final class KernelHostName implements HostName {
  /** proc(5): the kernel's own {@code nodename}. */
  private static final Path FILE = Path.of("/proc/sys/kernel/hostname");

  @Override
  public String get() {
    try {
      return Files.readString(FILE).strip();
    } catch (IOException e) {
      // Without /proc; the caller says that no node is known.
      return "";
    }
  }
}
