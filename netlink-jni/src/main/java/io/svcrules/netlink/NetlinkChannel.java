// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** The socket of a connection, opened when needed, with the count of sequence numbers. */
final class NetlinkChannel implements AutoCloseable {

  /** More than the 32 KiB to which the kernel limits the datagrams of a dump. */
  private static final int INITIAL_BUFFER = 64 * 1024;

  private final SocketOpener opener;
  private NetlinkSocket socket;
  private byte[] buffer = new byte[INITIAL_BUFFER];
  private int nextSequence = 1;
  private boolean closed;

  NetlinkChannel(SocketOpener opener) {
    this.opener = opener;
  }

  /** Numbers and sends messages, and returns the number of the first. */
  int send(MessageWriter messages, int flags) {
    if (closed) {
      throw new IllegalStateException("the connection is closed");
    }
    if (socket == null) {
      socket = opener.open();
    }
    int first = nextSequence;
    nextSequence += messages.count();
    messages.number(first, flags);
    socket.send(messages.array(), messages.length());
    return first;
  }

  /** The messages of the next datagram, valid until the one after. */
  MessageReader receive() {
    int length = socket.receive(buffer);
    if (length > buffer.length) {
      int had = buffer.length;
      buffer = new byte[NetlinkAlign.align(length)];
      throw new ReceiveOverrunException("a datagram of " + length + " bytes, room for " + had);
    }
    return new MessageReader(buffer, length);
  }

  /** Gives up whatever is under way: the next message goes through another socket. */
  void reset() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    reset();
  }
}
