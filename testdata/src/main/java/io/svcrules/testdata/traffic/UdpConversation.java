// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** Datagrams from one port to one other. */
final class UdpConversation implements Conversation {
  private static final int LONGEST_ANSWER = 128;

  private final DatagramSocket socket;

  private UdpConversation(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Opens a port. */
  static UdpConversation open(Attempt attempt) throws IOException {
    InetAddress target = Literal.parse(attempt.target().address());
    SocketAddress source =
        attempt.source().isEmpty()
            ? new InetSocketAddress(0)
            : new InetSocketAddress(Literal.parse(attempt.source()), 0);
    DatagramSocket socket = new DatagramSocket(source);
    try {
      socket.setSoTimeout(attempt.patienceMillis());
      socket.connect(new InetSocketAddress(target, attempt.target().port()));
      return new UdpConversation(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String ask() throws IOException {
    socket.send(new DatagramPacket(new byte[1], 1));
    DatagramPacket answer = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
    socket.receive(answer);
    return new String(answer.getData(), 0, answer.getLength() - 1, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    socket.close();
  }
}
