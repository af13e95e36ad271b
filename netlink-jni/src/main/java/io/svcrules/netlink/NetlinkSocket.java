// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * A socket to the kernel: bytes out, bytes in.
 *
 * <p>Used by one thread at a time. {@link #close} may be called more than once.
 */
public interface NetlinkSocket extends AutoCloseable {

  /**
   * Sends the first bytes of an array as one datagram.
   *
   * <p>When it returns, the kernel has read every request in it; answers wait to be received.
   *
   * @throws NetlinkSocketException if the system refuses
   */
  void send(byte[] bytes, int length);

  /**
   * Receives one datagram into an array.
   *
   * @return the length of the datagram in bytes; if longer than the array, its end is lost
   * @throws NetlinkTimeoutException if none comes in time
   * @throws ReceiveOverrunException if the kernel had to drop datagrams
   * @throws NetlinkSocketException if the system refuses
   */
  int receive(byte[] buffer);

  @Override
  void close();
}
