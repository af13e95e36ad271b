// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * A piece of memory outside the heap that system calls read and write in place. Zero at first.
 *
 * <p>Places are counted in bytes from 0. All methods throw {@link IndexOutOfBoundsException} for
 * places outside. Not to be used after {@link #close}, which gives the memory back at once.
 */
public interface OptionMemory extends AutoCloseable {

  /** The number of bytes. */
  int size();

  /** Copies bytes into an array. */
  void get(int at, byte[] to, int offset, int length);

  /** Copies bytes out of an array. */
  void put(int at, byte[] from, int offset, int length);

  /** Copies bytes to another place of the same memory; the two may overlap. */
  void move(int from, int to, int length);

  /** Writes 32 bits in host byte order. */
  void putU32(int at, int value);

  /** Writes the address of a place, 64 bits in host byte order. */
  void putAddressOf(int at, int place);

  @Override
  void close();
}
