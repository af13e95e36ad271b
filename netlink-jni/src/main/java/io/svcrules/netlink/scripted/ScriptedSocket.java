// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.scripted;

import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.NetlinkTimeoutException;
import io.svcrules.netlink.SocketOpener;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A socket whose kernel is a function from each datagram sent to the datagrams that answer it.
 *
 * <p>A function that throws stands for a send that fails. When the answers are used up, receiving
 * times out at once.
 */
public final class ScriptedSocket implements NetlinkSocket {

  private final Function<byte[], List<byte[]>> kernel;
  private final Deque<byte[]> replies = new ArrayDeque<>();
  private boolean closed;

  /** A socket to the kernel that the function plays. */
  public ScriptedSocket(Function<byte[], List<byte[]>> kernel) {
    this.kernel = kernel;
  }

  /** Something that opens such sockets, all to the same kernel. */
  public static SocketOpener opener(Function<byte[], List<byte[]>> kernel) {
    return () -> new ScriptedSocket(kernel);
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void send(byte[] bytes, int length) {
    requireOpen();
    Collection<byte[]> answers = kernel.apply(Arrays.copyOf(bytes, length));
    replies.addAll(answers);
  }

  @Override
  public int receive(byte[] buffer) {
    requireOpen();
    byte[] reply = replies.poll();
    if (reply == null) {
      throw new NetlinkTimeoutException("the script has no more answers");
    }
    System.arraycopy(reply, 0, buffer, 0, Math.min(reply.length, buffer.length));
    return reply.length;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the socket is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
