// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection. */
final class TcpConversation implements Conversation {
  private static final int LONGEST_ANSWER = 128;

  private final Socket socket;

  private TcpConversation(Socket socket) {
    this.socket = socket;
  }

  /** Connects. */
  static TcpConversation open(Attempt attempt) throws IOException {
    Socket socket = new Socket();
    try {
      // Closing resets: thousands of connections that wait for their end would use up the ports.
      socket.setSoLinger(true, 0);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(attempt.patienceMillis());
      if (!attempt.source().isEmpty()) {
        socket.bind(new InetSocketAddress(Literal.parse(attempt.source()), 0));
      }
      socket.connect(
          new InetSocketAddress(Literal.parse(attempt.target().address()), attempt.target().port()),
          attempt.patienceMillis());
      return new TcpConversation(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String ask() throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write('\n');
    byte[] answer = new byte[LONGEST_ANSWER];
    int length = 0;
    while (length == 0 || answer[length - 1] != '\n') {
      int read = socket.getInputStream().read(answer, length, answer.length - length);
      if (read < 0) {
        throw new EOFException("closed by the server");
      }
      length += read;
    }
    return new String(answer, 0, length - 1, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
