// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are remembered that hold for one network namespace, until the machine restarts. */
public final class NamespaceFolder {
  /** hier(7): describes the system since it was booted, as settings of the kernel do. */
  public static final Path RUN = Path.of("/run/svcrules");

  /** namespaces(7): the inode of the file is the identity of the namespace. */
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  private NamespaceFolder() {}

  /**
   * The folder of the network namespace of the calling thread; need not exist yet.
   *
   * @param root holds the folders of all namespaces
   * @throws SysctlException if the namespace cannot be told
   */
  public static Path in(Path root) {
    try {
      return root.resolve("net-" + Files.getAttribute(NAMESPACE, "unix:ino"));
    } catch (IOException e) {
      throw new SysctlException("no network namespace can be told: " + e.getMessage(), e);
    }
  }
}
