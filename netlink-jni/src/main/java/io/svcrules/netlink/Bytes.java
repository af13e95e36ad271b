// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.Arrays;
import java.util.HexFormat;

/** A sequence of bytes that does not change, equal to any other of the same content. */
public final class Bytes {

  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** No bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** A copy of an array. */
  public static Bytes of(byte... bytes) {
    return copyOf(bytes, 0, bytes.length);
  }

  /** A copy of a part of an array. */
  public static Bytes copyOf(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** 16 bits in network byte order. */
  public static Bytes ofU16be(int value) {
    byte[] bytes = new byte[Short.BYTES];
    ByteLayout.BE16.set(bytes, 0, (short) value);
    return new Bytes(bytes);
  }

  /** 32 bits in network byte order. */
  public static Bytes ofU32be(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteLayout.BE32.set(bytes, 0, value);
    return new Bytes(bytes);
  }

  /** 32 bits in host byte order. */
  public static Bytes ofU32(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteLayout.U32.set(bytes, 0, value);
    return new Bytes(bytes);
  }

  /**
   * The bytes that hexadecimal digits stand for.
   *
   * @throws IllegalArgumentException if they are not pairs of hexadecimal digits
   */
  public static Bytes ofHex(String digits) {
    return of(HexFormat.of().parseHex(digits));
  }

  /** The number of bytes. */
  public int length() {
    return content.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The byte at an index, 0 to 255. */
  public int get(int index) {
    return content[index] & 0xff;
  }

  /** 32 bits in host byte order, from an index on. */
  public int u32(int index) {
    return (int) ByteLayout.U32.get(content, index);
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return content.clone();
  }

  void appendTo(GrowableBuffer buffer) {
    buffer.append(content, 0, content.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The bytes in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
