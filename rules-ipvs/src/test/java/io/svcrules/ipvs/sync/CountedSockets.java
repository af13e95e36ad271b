// SPDX-License-Identifier: Apache-2.0
package io.svcrules.ipvs.sync;

import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.SocketOpener;
import io.svcrules.netlink.jnr.JnrSocketOpener;
import java.util.function.Function;

/** Sockets of the system that count what goes through them: each call is one system call. */
final class CountedSockets implements Function<NetlinkProtocol, SocketOpener> {
  private int opened;
  private int sent;
  private int received;

  int opened() {
    return opened;
  }

  int sent() {
    return sent;
  }

  int received() {
    return received;
  }

  @Override
  public SocketOpener apply(NetlinkProtocol protocol) {
    SocketOpener opener = JnrSocketOpener.of(protocol);
    return () -> {
      opened++;
      return new Counted(opener.open());
    };
  }

  private final class Counted implements NetlinkSocket {
    private final NetlinkSocket socket;

    Counted(NetlinkSocket socket) {
      this.socket = socket;
    }

    @Override
    public void send(byte[] bytes, int length) {
      sent++;
      socket.send(bytes, length);
    }

    @Override
    public int receive(byte[] buffer) {
      received++;
      return socket.receive(buffer);
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
