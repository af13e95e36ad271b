// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.jnr;

import io.svcrules.netlink.OptionMemory;
import java.util.Objects;
import jnr.ffi.Pointer;

/** Memory that the system gives when it is written to, and takes back as a whole. */
final class JnrOptionMemory implements OptionMemory {
  private final SystemCalls system;
  private final int capacity;
  private Pointer memory;

  JnrOptionMemory(SystemCalls system, int capacity) {
    this.system = system;
    this.capacity = capacity;
    this.memory = system.map(capacity);
  }

  @Override
  public int size() {
    return capacity;
  }

  /** The memory from a place on. */
  Pointer from(int at, int length) {
    Objects.checkFromIndexSize(at, length, capacity);
    return open().slice(at);
  }

  private Pointer open() {
    if (memory == null) {
      throw new IllegalStateException("the memory is given back");
    }
    return memory;
  }

  @Override
  public void get(int at, byte[] to, int offset, int length) {
    from(at, length).get(0, to, offset, length);
  }

  @Override
  public void put(int at, byte[] bytes, int offset, int length) {
    from(at, length).put(0, bytes, offset, length);
  }

  @Override
  public void move(int place, int to, int length) {
    system.move(from(to, length), from(place, length), length);
  }

  @Override
  public void putU32(int at, int value) {
    Objects.checkFromIndexSize(at, Integer.BYTES, capacity);
    open().putInt(at, value);
  }

  @Override
  public void putAddressOf(int at, int place) {
    Objects.checkIndex(place, capacity);
    from(at, Long.BYTES).putLong(0, open().address() + place);
  }

  @Override
  public void close() {
    if (memory != null) {
      system.unmap(memory, capacity);
      memory = null;
    }
  }
}
