// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.nft;

import io.svcrules.model.IpAddress;
import io.svcrules.model.IpFamily;
import io.svcrules.netlink.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A C structure of an xtables extension, in the byte order of this machine. Offsets are the same on
 * x86-64 and aarch64, which align every integer to its own size.
 */
final class XtStructure {
  /** linux/netfilter/x_tables.h XT_ALIGN: structures are padded to the alignment of u64. */
  private static final int ALIGNMENT = 8;

  private final ByteBuffer bytes;

  /** A structure of zeros, padded. */
  XtStructure(int size) {
    bytes = ByteBuffer.allocate(padded(size)).order(ByteOrder.nativeOrder());
  }

  private XtStructure(byte[] content) {
    bytes = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
  }

  /** A structure that the kernel gave; at least as long as the size, or it must not be read. */
  static XtStructure of(Bytes content) {
    return new XtStructure(content.toArray());
  }

  static int padded(int size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  boolean holds(int size) {
    return bytes.capacity() == padded(size);
  }

  XtStructure u8(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  XtStructure u16(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  XtStructure u32(int at, int value) {
    bytes.putInt(at, value);
    return this;
  }

  /** 16 bits in network byte order. */
  XtStructure u16be(int at, int value) {
    return u8(at, value >>> Byte.SIZE).u8(at + 1, value);
  }

  XtStructure string(int at, byte[] text) {
    bytes.put(at, text);
    return this;
  }

  XtStructure ones(int at, int length) {
    for (int i = 0; i < length; i++) {
      u8(at + i, 0xff);
    }
    return this;
  }

  /** An address in network byte order, 4 or 16 bytes of it. */
  XtStructure address(int at, IpAddress address) {
    bytes.put(at, AddressBytes.of(address));
    return this;
  }

  int u8(int at) {
    return bytes.get(at) & 0xff;
  }

  int u16(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  int u32(int at) {
    return bytes.getInt(at);
  }

  int u16be(int at) {
    return (u8(at) << Byte.SIZE) | u8(at + 1);
  }

  /** The text up to the first NUL, or to the end of its room; empty if it is not UTF-8. */
  Optional<String> string(int at, int room) {
    int length = 0;
    while (length < room && u8(at + length) != 0) {
      length++;
    }
    String text = new String(bytes.array(), at, length, StandardCharsets.UTF_8);
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, bytes.array(), at, at + length)
        ? Optional.of(text)
        : Optional.empty();
  }

  IpAddress address(int at, IpFamily family) {
    return AddressBytes.read(bytes.array(), at, family);
  }

  Bytes toBytes() {
    return Bytes.of(bytes.array());
  }
}
