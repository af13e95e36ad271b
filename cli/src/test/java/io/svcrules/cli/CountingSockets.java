// SPDX-License-Identifier: Apache-2.0
package io.svcrules.cli;

import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.SocketOpener;
import java.util.concurrent.atomic.AtomicInteger;

/** Sockets that count what is sent over all of them. */
final class CountingSockets implements SocketOpener {
  private final SocketOpener sockets;
  private final AtomicInteger sent = new AtomicInteger();

  CountingSockets(SocketOpener sockets) {
    this.sockets = sockets;
  }

  /** The number of datagrams. */
  int sent() {
    return sent.get();
  }

  @Override
  public NetlinkSocket open() {
    NetlinkSocket socket = sockets.open();
    return new NetlinkSocket() {
      @Override
      public void send(byte[] bytes, int length) {
        sent.incrementAndGet();
        socket.send(bytes, length);
      }

      @Override
      public int receive(byte[] buffer) {
        return socket.receive(buffer);
      }

      @Override
      public void close() {
        socket.close();
      }
    };
  }
}
