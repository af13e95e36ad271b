// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import java.time.Duration;

/**
 * How a socket is set up.
 *
 * @param receiveTimeout how long to wait for a datagram, more than zero, to the microsecond
 * @param receiveBufferBytes the room for answers not yet received, in bytes ({@code
 *     SO_RCVBUFFORCE}); without CAP_NET_ADMIN at most {@code net.core.rmem_max}
 */
public record SocketSettings(Duration receiveTimeout, int receiveBufferBytes) {

  /** Checks the ranges. */
  public SocketSettings {
    if (receiveTimeout.compareTo(Duration.ofNanos(1_000)) < 0) {
      throw new IllegalArgumentException("a time-out of " + receiveTimeout);
    }
    if (receiveBufferBytes <= 0) {
      throw new IllegalArgumentException("a buffer of " + receiveBufferBytes + " bytes");
    }
  }

  /** Half a minute, for a kernel that works through a big transaction, and 8 MiB. */
  public static SocketSettings defaults() {
    return new SocketSettings(Duration.ofSeconds(30), 8 * 1024 * 1024);
  }
}
