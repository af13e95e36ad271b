// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Answers every TCP connection, every line on it and every UDP datagram with the address it was
 * asked at and the address that asked.
 */
final class EchoServer {
  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(1024);

  EchoServer() throws IOException {
    selector = Selector.open();
  }

  /** Serves one more address; before {@link #start}. */
  void serve(InetAddress address, int port) throws IOException {
    ServerSocketChannel tcp = ServerSocketChannel.open();
    tcp.bind(new InetSocketAddress(address, port), BACKLOG).configureBlocking(false);
    tcp.register(selector, SelectionKey.OP_ACCEPT);
    serveDatagrams(address, port);
  }

  /** Answers datagrams to one more address; before {@link #start}. */
  void serveDatagrams(InetAddress address, int port) throws IOException {
    DatagramChannel udp = DatagramChannel.open();
    // An address of its own beside all others: only so a datagram says to which one it came.
    udp.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    udp.bind(new InetSocketAddress(address, port)).configureBlocking(false);
    udp.register(selector, SelectionKey.OP_READ);
  }

  /** Serves until the program ends. */
  void start() {
    Thread thread = new Thread(this::run, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        selector.select(this::answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel tcp) {
        accept(tcp);
      } else if (key.channel() instanceof DatagramChannel udp) {
        answer(udp);
      } else {
        answer((SocketChannel) key.channel());
      }
    } catch (IOException e) {
      // The client has gone without closing: nobody is left to answer.
      close(key);
    }
  }

  private void accept(ServerSocketChannel tcp) throws IOException {
    for (SocketChannel channel = tcp.accept(); channel != null; channel = tcp.accept()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  private void answer(DatagramChannel udp) throws IOException {
    buffer.clear();
    for (SocketAddress peer = udp.receive(buffer); peer != null; peer = udp.receive(buffer)) {
      udp.send(seen(udp.getLocalAddress(), peer), peer);
      buffer.clear();
    }
  }

  private void answer(SocketChannel tcp) throws IOException {
    buffer.clear();
    int length = tcp.read(buffer);
    if (length < 0) {
      tcp.close();
    } else if (length > 0) {
      // Shorter than any send buffer, so that one write takes it whole.
      tcp.write(seen(tcp.getLocalAddress(), tcp.getRemoteAddress()));
    }
  }

  private static ByteBuffer seen(SocketAddress local, SocketAddress peer) {
    String line = host(local) + ' ' + host(peer) + '\n';
    return ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
  }

  private static String host(SocketAddress address) {
    return ((InetSocketAddress) address).getAddress().getHostAddress();
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
