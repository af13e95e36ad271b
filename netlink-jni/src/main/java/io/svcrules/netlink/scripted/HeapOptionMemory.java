// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.scripted;

import io.svcrules.netlink.OptionMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Memory for options within the heap; the address of a place is its number. */
public final class HeapOptionMemory implements OptionMemory {
  private final byte[] bytes;
  private boolean closed;

  /** Memory of a number of bytes, all zero. */
  public HeapOptionMemory(int size) {
    this.bytes = new byte[size];
  }

  private ByteBuffer open() {
    if (closed) {
      throw new IllegalStateException("the memory is given back");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public void get(int at, byte[] to, int offset, int length) {
    open().get(at, to, offset, length);
  }

  @Override
  public void put(int at, byte[] from, int offset, int length) {
    open().put(at, from, offset, length);
  }

  @Override
  public void move(int from, int to, int length) {
    Objects.checkFromIndexSize(from, length, bytes.length);
    Objects.checkFromIndexSize(to, length, open().capacity());
    System.arraycopy(bytes, from, bytes, to, length);
  }

  @Override
  public void putU32(int at, int value) {
    open().putInt(at, value);
  }

  @Override
  public void putAddressOf(int at, int place) {
    open().putLong(at, place);
  }

  @Override
  public void close() {
    closed = true;
  }
}
