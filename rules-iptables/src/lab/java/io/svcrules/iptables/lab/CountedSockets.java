// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.lab;

import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.SocketOpener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is done with sockets, whoever opens them: each call is one system call. */
public final class CountedSockets {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();

  /** The same sockets, which are counted from now on. */
  public SocketOpener of(SocketOpener opener) {
    return () -> {
      NetlinkSocket socket = opener.open();
      opened.incrementAndGet();
      return new Counted(socket);
    };
  }

  /** How many were opened. */
  public int opened() {
    return opened.get();
  }

  /** How many of them were not closed. */
  public int stillOpen() {
    return opened.get() - closed.get();
  }

  /** How many datagrams were sent. */
  public int sent() {
    return sent.get();
  }

  /** How often a datagram was asked for. */
  public int received() {
    return received.get();
  }

  private final class Counted implements NetlinkSocket {
    private final NetlinkSocket socket;

    Counted(NetlinkSocket socket) {
      this.socket = socket;
    }

    @Override
    public void send(byte[] bytes, int length) {
      sent.incrementAndGet();
      socket.send(bytes, length);
    }

    @Override
    public int receive(byte[] buffer) {
      received.incrementAndGet();
      return socket.receive(buffer);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      socket.close();
    }
  }
}
