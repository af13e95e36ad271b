// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.types.off_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The calls of the C library that sockets, network namespaces and locks need, under their own
 * names.
 *
 * <p>Public only because JNR-FFI implements it from a package of its own. Every call leaves its
 * error number with the runtime.
 */
public interface LibC {

  /** {@code socket(2)}. */
  int socket(int domain, int type, int protocol);

  /** {@code connect(2)}. */
  int connect(int fd, Pointer address, int addressLength);

  /** {@code send(2)}. */
  @ssize_t
  long send(int fd, Pointer buffer, @size_t long length, int flags);

  /** {@code send(2)} of an array, copied out of the heap for the time of the call. */
  @ssize_t
  long send(int fd, @In byte[] buffer, @size_t long length, int flags);

  /** {@code recv(2)}. */
  @ssize_t
  long recv(int fd, Pointer buffer, @size_t long length, int flags);

  /** {@code setsockopt(2)}. */
  int setsockopt(int fd, int level, int option, Pointer value, int valueLength);

  /** {@code getsockopt(2)}. */
  int getsockopt(int fd, int level, int option, Pointer value, Pointer valueLength);

  /** {@code mmap(2)}. */
  Pointer mmap(
      Pointer address, @size_t long length, int protection, int flags, int fd, @off_t long offset);

  /** {@code munmap(2)}. */
  int munmap(Pointer address, @size_t long length);

  /** {@code memmove(3)}. */
  Pointer memmove(Pointer to, Pointer from, @size_t long length);

  /** {@code flock(2)}. */
  int flock(int fd, int operation);

  /** {@code open(2)}, without a mode. */
  int open(String path, int flags);

  /** {@code setns(2)}. */
  int setns(int fd, int namespaceType);

  /** {@code close(2)}. */
  int close(int fd);
}
