// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.NetlinkSocketException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A visit of the calling thread to another network namespace. What the thread does there is of that
 * namespace: the sockets it opens, the files it reads below /proc/sys/net, the processes it starts.
 */
public final class NetworkNamespace {

  /** The namespace of the calling thread itself, whichever thread of the process that is. */
  private static final String OWN = "/proc/thread-self/ns/net";

  private NetworkNamespace() {}

  /**
   * The cookie of the namespace of the calling thread: 64 bits that no other namespace gets before
   * the machine restarts, while the inode of a namespace that is gone is soon that of a new one
   * (asm-generic/socket.h SO_NETNS_COOKIE). Empty before Linux 5.14.
   *
   * @throws NetlinkSocketException if there can be no socket
   */
  public static OptionalLong cookie() {
    return NamespaceCookie.of(JnrOptionSocket::openPlain);
  }

  /**
   * Calls in a namespace and comes back. A socket stays in the namespace in which it was opened.
   *
   * @param namespace its file: {@code /run/netns/NAME}, {@code /proc/PID/ns/net}
   * @param call what to do there
   * @throws NetlinkSocketException if the namespace is not there or may not be entered
   */
  public static <T> T callIn(Path namespace, Supplier<T> call) {
    SystemCalls system = SystemCalls.instance();
    int there = system.open(namespace.toString());
    try {
      int home = system.open(OWN);
      try {
        return visit(system, there, home, call);
      } finally {
        system.close(home);
      }
    } finally {
      system.close(there);
    }
  }

  private static <T> T visit(SystemCalls system, int there, int home, Supplier<T> call) {
    system.enterNetworkNamespace(there);
    try {
      return call.get();
    } finally {
      returnTo(system, home);
    }
  }

  private static void returnTo(SystemCalls system, int home) {
    try {
      system.enterNetworkNamespace(home);
    } catch (NetlinkSocketException e) {
      // Whatever this thread did next would hit the wrong namespace: worse than any exception.
      throw new IllegalStateException("this thread cannot return to its network namespace", e);
    }
  }
}
