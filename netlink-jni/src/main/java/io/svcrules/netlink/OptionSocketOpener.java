// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** Something that opens sockets for options, each like the one before. */
@FunctionalInterface
public interface OptionSocketOpener {

  /**
   * Opens a socket.
   *
   * @throws NetlinkSocketException if the system refuses
   */
  OptionSocket open();
}
