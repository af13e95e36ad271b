// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Something that opens sockets, each like the one before. */
@FunctionalInterface
public interface SocketOpener {

  /**
   * Opens a socket.
   *
   * @throws NetlinkSocketException if the system refuses
   */
  NetlinkSocket open();
}
