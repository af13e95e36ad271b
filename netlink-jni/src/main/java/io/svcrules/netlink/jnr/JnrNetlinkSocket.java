// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.NetlinkSocket;
import io.svcrules.netlink.NetlinkSocketException;
import io.svcrules.netlink.NetlinkTimeoutException;
import io.svcrules.netlink.ReceiveOverrunException;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.NativeType;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A netlink socket of the system.
 *
 * <p>It is connected to the kernel, so that no other process can slip it an answer. What is sent
 * and received is copied through memory outside the heap, so that the collector can work while a
 * call waits.
 */
final class JnrNetlinkSocket implements NetlinkSocket {

  private static final int CLOSED = -1;
  private static final int INITIAL_MEMORY = 64 * 1024;

  /** Longer datagrams are rare, a first load of a big node, and get memory for one call only. */
  private static final int KEPT_MEMORY = 256 * 1024;

  /**
   * netlink_sendmsg refuses datagrams longer than sk_sndbuf - 32, and sk_sndbuf starts at 208 KiB.
   */
  private static final int ALWAYS_SENDABLE = 128 * 1024;

  private final SystemCalls system = SystemCalls.instance();
  private final AtomicInteger fd = new AtomicInteger(CLOSED);
  private Pointer sendMemory = allocate(INITIAL_MEMORY);
  private Pointer receiveMemory = allocate(INITIAL_MEMORY);
  private int sendable = ALWAYS_SENDABLE;

  private JnrNetlinkSocket() {}

  static JnrNetlinkSocket open(NetlinkProtocol protocol, SocketSettings settings) {
    JnrNetlinkSocket socket = new JnrNetlinkSocket();
    boolean ready = false;
    try {
      socket.fd.set(
          socket.system.socket(
              SocketUapi.AF_NETLINK,
              SocketUapi.SOCK_RAW | SocketUapi.SOCK_CLOEXEC,
              protocol.number()));
      socket.configure(settings);
      socket.connect();
      ready = true;
      return socket;
    } finally {
      if (!ready) {
        socket.close();
      }
    }
  }

  private void configure(SocketSettings settings) {
    setReceiveTimeout(settings.receiveTimeout().toNanos());
    setBuffer(SocketUapi.SO_RCVBUFFORCE, SocketUapi.SO_RCVBUF, settings.receiveBufferBytes());
    // Kernels before 4.12 and 4.20 know these not; answers are read as they come in either case.
    netlinkOption(SocketUapi.NETLINK_EXT_ACK);
    netlinkOption(SocketUapi.NETLINK_CAP_ACK);
    netlinkOption(SocketUapi.NETLINK_GET_STRICT_CHK);
  }

  private void netlinkOption(int option) {
    boolean ignored = system.trySetOption(fd.get(), SocketUapi.SOL_NETLINK, option, 1);
  }

  /** struct timeval is two C longs on every 64-bit Linux. */
  private void setReceiveTimeout(long nanos) {
    Runtime runtime = system.runtime();
    int longSize = runtime.findType(NativeType.SLONG).size();
    Pointer timeval = allocate(2 * longSize);
    timeval.putNativeLong(0, nanos / 1_000_000_000L);
    timeval.putNativeLong(longSize, nanos % 1_000_000_000L / 1_000L);
    system.setOption(
        fd.get(), SocketUapi.SOL_SOCKET, SocketUapi.SO_RCVTIMEO, timeval, 2 * longSize);
  }

  /** Beyond the system's limit if the process may (CAP_NET_ADMIN), else up to it. */
  private void setBuffer(int force, int ordinary, int bytes) {
    if (!system.trySetOption(fd.get(), SocketUapi.SOL_SOCKET, force, bytes)) {
      boolean ignored = system.trySetOption(fd.get(), SocketUapi.SOL_SOCKET, ordinary, bytes);
    }
  }

  /** Binds to a port that the kernel chooses, and to port 0, the kernel's, at the other end. */
  private void connect() {
    Pointer address = allocate(SocketUapi.SIZEOF_SOCKADDR_NL);
    address.setMemory(0, SocketUapi.SIZEOF_SOCKADDR_NL, (byte) 0);
    address.putShort(0, (short) SocketUapi.AF_NETLINK);
    system.connect(fd.get(), address, SocketUapi.SIZEOF_SOCKADDR_NL);
  }

  @Override
  public void send(byte[] bytes, int length) {
    int open = requireOpen();
    if (length > sendable) {
      setBuffer(SocketUapi.SO_SNDBUFFORCE, SocketUapi.SO_SNDBUF, length);
      sendable = length;
    }
    if (length > KEPT_MEMORY) {
      system.send(open, bytes, length);
      return;
    }
    if (length > sendMemory.size()) {
      sendMemory = allocate(KEPT_MEMORY);
    }
    sendMemory.put(0, bytes, 0, length);
    system.send(open, sendMemory, length);
  }

  @Override
  public int receive(byte[] buffer) {
    int open = requireOpen();
    if (receiveMemory.size() < buffer.length) {
      receiveMemory = allocate(buffer.length);
    }
    int received = system.receive(open, receiveMemory, buffer.length);
    if (received < 0) {
      throw failure(-received);
    }
    receiveMemory.get(0, buffer, 0, Math.min(received, buffer.length));
    return received;
  }

  private static RuntimeException failure(int errno) {
    if (errno == Errno.EAGAIN.number()) {
      return new NetlinkTimeoutException("no answer from the kernel in time");
    }
    return errno == Errno.ENOBUFS.number()
        ? new ReceiveOverrunException("the receive buffer overflowed")
        : new NetlinkSocketException("recv(2)", errno);
  }

  private int requireOpen() {
    int open = fd.get();
    if (open == CLOSED) {
      throw new IllegalStateException("the socket is closed");
    }
    return open;
  }

  private Pointer allocate(int bytes) {
    return system.runtime().getMemoryManager().allocateDirect(bytes);
  }

  @Override
  public void close() {
    int open = fd.getAndSet(CLOSED);
    if (open != CLOSED) {
      system.close(open);
    }
  }
}
