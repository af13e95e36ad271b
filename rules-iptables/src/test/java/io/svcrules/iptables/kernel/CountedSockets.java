// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel;

import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.SocketOpener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sockets that are opened, and that are open. */
final class CountedSockets implements SocketOpener {
  private final SocketOpener opener;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  CountedSockets(SocketOpener opener) {
    this.opener = opener;
  }

  int opened() {
    return opened.get();
  }

  int stillOpen() {
    return opened.get() - closed.get();
  }

  @Override
  public NetlinkSocket open() {
    NetlinkSocket socket = opener.open();
    opened.incrementAndGet();
    return new NetlinkSocket() {
      @Override
      public void send(byte[] bytes, int length) {
        socket.send(bytes, length);
      }

      @Override
      public int receive(byte[] buffer) {
        return socket.receive(buffer);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        socket.close();
      }
    };
  }
}
