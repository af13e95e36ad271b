// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.NetlinkProtocol;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;

/** A socket of the system, of which only options are used. */
final class JnrOptionSocket implements OptionSocket {
  private static final int CLOSED = -1;

  private final SystemCalls system = SystemCalls.instance();
  private final AtomicInteger fd;
  private final int level;

  private JnrOptionSocket(int domain, int protocol, int level) {
    int type = SocketUapi.SOCK_RAW | SocketUapi.SOCK_CLOEXEC;
    this.fd = new AtomicInteger(system.socket(domain, type, protocol));
    this.level = level;
  }

  /** A socket with the options of a family. */
  static JnrOptionSocket open(InetFamily family) {
    int level =
        switch (family) {
          case IPV4 -> SocketUapi.IPPROTO_IP;
          case IPV6 -> SocketUapi.IPPROTO_IPV6;
        };
    return new JnrOptionSocket(family.number(), SocketUapi.IPPROTO_RAW, level);
  }

  /** A socket with the options that all sockets have; needs no capability. */
  static JnrOptionSocket openPlain() {
    int protocol = NetlinkProtocol.ROUTE.number();
    return new JnrOptionSocket(SocketUapi.AF_NETLINK, protocol, SocketUapi.SOL_SOCKET);
  }

  @Override
  public OptionMemory allocate(int bytes) {
    return new JnrOptionMemory(system, bytes);
  }

  @Override
  public void get(int option, OptionMemory memory, int at, int length) {
    system.getOption(requireOpen(), level, option, pointer(memory, at, length), length);
  }

  @Override
  public void set(int option, OptionMemory memory, int at, int length) {
    system.setOption(requireOpen(), level, option, pointer(memory, at, length), length);
  }

  private static Pointer pointer(OptionMemory memory, int at, int length) {
    if (memory instanceof JnrOptionMemory own) {
      return own.from(at, length);
    }
    throw new IllegalArgumentException("memory that no such socket has allocated");
  }

  private int requireOpen() {
    int open = fd.get();
    if (open == CLOSED) {
      throw new IllegalStateException("the socket is closed");
    }
    return open;
  }

  @Override
  public void close() {
    int open = fd.getAndSet(CLOSED);
    if (open != CLOSED) {
      system.close(open);
    }
  }
}
