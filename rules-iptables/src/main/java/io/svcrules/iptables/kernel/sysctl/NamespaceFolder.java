// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Where things are remembered that hold for one network namespace, until the machine restarts. */
public final class NamespaceFolder {
  /** hier(7): describes the system since it was booted, as settings of the kernel do. */
  public static final Path RUN = Path.of("/run/svcrules");

  /** namespaces(7): the inode of the file is the identity of the namespace while it exists. */
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  private NamespaceFolder() {}

  /**
   * The folder of the network namespace of the calling thread; need not exist yet. A namespace that
   * has the number of one that is gone has another folder, if the kernel tells them apart.
   *
   * @param root holds the folders of all namespaces
   * @throws SysctlException if the namespace cannot be told
   */
  public static Path in(Path root) {
    try {
      long inode = ((Number) Files.getAttribute(NAMESPACE, "unix:ino")).longValue();
      return root.resolve(name(inode, cookie()));
    } catch (IOException | NetlinkSocketException e) {
      throw new SysctlException("no network namespace can be told: " + e.getMessage(), e);
    }
  }

  /** Empty as well on a machine on which the native part of this library does not load. */
  private static OptionalLong cookie() {
    try {
      return NetworkNamespace.cookie();
    } catch (LinkageError e) {
      return OptionalLong.empty();
    }
  }

  /** The name of a namespace: its number, and what no other with that number has. */
  static String name(long inode, OptionalLong cookie) {
    String number = "net-" + Long.toUnsignedString(inode);
    return cookie.isEmpty() ? number : number + "-" + Long.toUnsignedString(cookie.getAsLong());
  }
}
