// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import java.nio.file.Path;

/** Where things are remembered that hold for one network namespace, until the machine restarts. */
public final class NamespaceFolder {
  /** hier(7): describes the system since it was booted, as settings of the kernel do. */
  public static final Path RUN = Path.of("/run/svcrules");

  private NamespaceFolder() {}

  /**
   * The folder of the network namespace of the calling thread; need not exist yet. A namespace that
   * has the number of one that is gone has another folder, if the kernel tells them apart.
   *
   * @param root holds the folders of all namespaces
   * @throws SysctlException if the namespace cannot be told
   */
  public static Path in(Path root) {
    return root.resolve(NamespaceName.own());
  }
}
