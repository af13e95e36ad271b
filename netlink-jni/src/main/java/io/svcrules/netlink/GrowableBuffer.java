// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes written one after another into an array that grows and is used again. */
final class GrowableBuffer {

  private static final int INITIAL_CAPACITY = 4096;

  /** An array beyond this is not kept: only a first load of a big node needs it. */
  private static final int KEPT_CAPACITY = 1024 * 1024;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[INITIAL_CAPACITY];
    }
  }

  /** Forgets what was written at and after a position. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Makes room for some bytes and returns where they begin. */
  int reserve(int count) {
    int start = length;
    long needed = (long) start + count;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 64) {
        throw new NetlinkException("more than 2 GiB in one netlink datagram");
      }
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.min(Integer.MAX_VALUE - 64, Math.max(needed, bytes.length * 3L / 2)));
    }
    length = (int) needed;
    return start;
  }

  void append(byte value) {
    int start = reserve(1);
    bytes[start] = value;
  }

  /** Zeroes up to the next boundary. */
  void pad() {
    int end = NetlinkAlign.align(length);
    int start = reserve(end - length);
    Arrays.fill(bytes, start, end, (byte) 0);
  }

  /** Room for some bytes, all zero. */
  int reserveZeroed(int count) {
    int start = reserve(count);
    Arrays.fill(bytes, start, start + count, (byte) 0);
    return start;
  }

  void append(byte[] source, int offset, int count) {
    int start = reserve(count);
    System.arraycopy(source, offset, bytes, start, count);
  }

  /** Appends a string as UTF-8, without allocating while it is ASCII. */
  void append(String text) {
    int count = text.length();
    int start = reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        truncate(start);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
        return;
      }
      bytes[start + i] = (byte) c;
    }
  }

  void set16(int offset, int value) {
    ByteLayout.U16.set(bytes, offset, (short) value);
  }

  void set32(int offset, int value) {
    ByteLayout.U32.set(bytes, offset, value);
  }
}
