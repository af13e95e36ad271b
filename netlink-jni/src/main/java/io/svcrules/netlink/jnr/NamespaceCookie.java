// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import io.svcrules.netlink.OptionSocketOpener;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** The cookie of the network namespace that a socket is in. */
final class NamespaceCookie {
  private NamespaceCookie() {}

  /**
   * The cookie; empty if the kernel does not know the option, as before Linux 5.14.
   *
   * @param opener opens sockets with the options that all sockets have (SOL_SOCKET)
   * @throws NetlinkSocketException if there can be no socket, or the kernel refuses to say
   */
  static OptionalLong of(OptionSocketOpener opener) {
    byte[] value = new byte[Long.BYTES];
    try (OptionSocket socket = opener.open();
        OptionMemory memory = socket.allocate(value.length)) {
      socket.get(SocketUapi.SO_NETNS_COOKIE, memory, 0, value.length);
      memory.get(0, value, 0, value.length);
    } catch (NetlinkSocketException e) {
      if (e.errno() == Errno.ENOPROTOOPT.number()) {
        return OptionalLong.empty();
      }
      throw e;
    }
    return OptionalLong.of(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong());
  }
}
