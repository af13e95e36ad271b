// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.Errno;
import io.svcrules.netlink.NetlinkSocketException;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The C library with its errors turned into exceptions. */
final class SystemCalls {

  /** sys/mman.h MAP_FAILED. */
  private static final long MAP_FAILED = -1;

  private final LibC libc;
  private final Runtime runtime;

  private SystemCalls(LibC libc) {
    this.libc = libc;
    this.runtime = Runtime.getRuntime(libc);
  }

  /** The one binding of this process, made when first asked for. */
  static SystemCalls instance() {
    return Holder.INSTANCE;
  }

  Runtime runtime() {
    return runtime;
  }

  int socket(int domain, int type, int protocol) {
    return check("socket(2)", libc.socket(domain, type, protocol));
  }

  void connect(int fd, Pointer address, int length) {
    check("connect(2)", libc.connect(fd, address, length));
  }

  /** Sends one datagram, again if a signal came between. */
  void send(int fd, Pointer buffer, int length) {
    long sent;
    do {
      sent = libc.send(fd, buffer, length, 0);
    } while (sent < 0 && runtime.getLastError() == Errno.EINTR.number());
    check("send(2)", (int) sent);
  }

  /** Sends one datagram from the heap, again if a signal came between. */
  void send(int fd, byte[] bytes, int length) {
    long sent;
    do {
      sent = libc.send(fd, bytes, length, 0);
    } while (sent < 0 && runtime.getLastError() == Errno.EINTR.number());
    check("send(2)", (int) sent);
  }

  /** The result of recv(2): a length, or the negative error number. */
  int receive(int fd, Pointer buffer, int length) {
    while (true) {
      long received = libc.recv(fd, buffer, length, SocketUapi.MSG_TRUNC);
      if (received >= 0) {
        return (int) received;
      }
      int errno = runtime.getLastError();
      if (errno != Errno.EINTR.number()) {
        return -errno;
      }
    }
  }

  /** Sets an option, and says whether the system let it be set. */
  boolean trySetOption(int fd, int level, int option, int value) {
    return libc.setsockopt(fd, level, option, intPointer(value), Integer.BYTES) == 0;
  }

  void setOption(int fd, int level, int option, Pointer value, int length) {
    check("setsockopt(2)", libc.setsockopt(fd, level, option, value, length));
  }

  /** Asks for an option whose length is known. */
  void getOption(int fd, int level, int option, Pointer value, int length) {
    Pointer valueLength = intPointer(length);
    check("getsockopt(2)", libc.getsockopt(fd, level, option, value, valueLength));
  }

  /** Memory of zeros, to be given back. */
  Pointer map(int bytes) {
    int protection = SocketUapi.PROT_READ | SocketUapi.PROT_WRITE;
    int flags = SocketUapi.MAP_PRIVATE | SocketUapi.MAP_ANONYMOUS;
    Pointer memory = libc.mmap(null, bytes, protection, flags, -1, 0);
    if (memory.address() == MAP_FAILED) {
      throw new NetlinkSocketException("mmap(2) of " + bytes + " bytes", runtime.getLastError());
    }
    return memory;
  }

  void unmap(Pointer memory, int bytes) {
    check("munmap(2)", libc.munmap(memory, bytes));
  }

  void move(Pointer to, Pointer from, int length) {
    libc.memmove(to, from, length);
  }

  /** Takes a lock that only one can hold; false if somebody does. */
  boolean tryLock(int fd) {
    int result = libc.flock(fd, SocketUapi.LOCK_EX | SocketUapi.LOCK_NB);
    // EWOULDBLOCK is another name of EAGAIN.
    if (result < 0 && runtime.getLastError() == Errno.EAGAIN.number()) {
      return false;
    }
    check("flock(2)", result);
    return true;
  }

  private Pointer intPointer(int value) {
    Pointer pointer = runtime.getMemoryManager().allocateDirect(Integer.BYTES);
    pointer.putInt(0, value);
    return pointer;
  }

  int open(String path) {
    return check("open(" + path + ")", libc.open(path, SocketUapi.O_RDONLY | SocketUapi.O_CLOEXEC));
  }

  void enterNetworkNamespace(int fd) {
    check("setns(2)", libc.setns(fd, SocketUapi.CLONE_NEWNET));
  }

  /** Closes; the descriptor is gone whatever the result, so an error has no consequence. */
  void close(int fd) {
    libc.close(fd);
  }

  private int check(String call, int result) {
    if (result < 0) {
      throw new NetlinkSocketException(call, runtime.getLastError());
    }
    return result;
  }

  /** Loads JNR-FFI, which costs about a tenth of a second, no earlier than needed. */
  private static final class Holder {
    static final SystemCalls INSTANCE = new SystemCalls(LibraryLoader.create(LibC.class).load("c"));
  }
}
