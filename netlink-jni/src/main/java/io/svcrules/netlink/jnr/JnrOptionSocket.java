// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.InetFamily;
import io.svcrules.netlink.OptionMemory;
import io.svcrules.netlink.OptionSocket;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;

/** A raw socket of the system, of which only options are used. */
final class JnrOptionSocket implements OptionSocket {
  private static final int CLOSED = -1;

  private final SystemCalls system = SystemCalls.instance();
  private final AtomicInteger fd;
  private final int level;

  private JnrOptionSocket(int domain, int level) {
    int type = SocketUapi.SOCK_RAW | SocketUapi.SOCK_CLOEXEC;
    this.fd = new AtomicInteger(system.socket(domain, type, SocketUapi.IPPROTO_RAW));
    this.level = level;
  }

  static JnrOptionSocket open(InetFamily family) {
    return switch (family) {
      case IPV4 -> new JnrOptionSocket(family.number(), SocketUapi.IPPROTO_IP);
      case IPV6 -> new JnrOptionSocket(family.number(), SocketUapi.IPPROTO_IPV6);
    };
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
