// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.sysctl;

import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.jnr.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A name for a network namespace that no other has, if the kernel tells them apart. Stands alone,
 * so that who only needs to know the {@link NamespaceFolder#RUN} loads no class for native calls.
 */
final class NamespaceName {
  /** namespaces(7): the inode of the file is the identity of the namespace while it exists. */
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  private NamespaceName() {}

  /**
   * The name of the namespace of the calling thread.
   *
   * @throws SysctlException if the namespace cannot be told
   */
  static String own() {
    try {
      long inode = ((Number) Files.getAttribute(NAMESPACE, "unix:ino")).longValue();
      return of(inode, cookie());
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

  /** The number of a namespace, and what no other that has the number has. */
  static String of(long inode, OptionalLong cookie) {
    String number = "net-" + Long.toUnsignedString(inode);
    return cookie.isEmpty() ? number : number + "-" + Long.toUnsignedString(cookie.getAsLong());
  }
}
