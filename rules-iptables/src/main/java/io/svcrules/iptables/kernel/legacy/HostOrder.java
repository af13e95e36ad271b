// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.nio.ByteOrder;

/**
 * Integers in byte arrays, in the byte order of this machine. By single bytes, which the first
 * compiler of the JVM makes faster code of than of anything else that Java has for it.
 */
final class HostOrder {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private HostOrder() {}

  static int u16(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    return LITTLE ? first | (second << 8) : (first << 8) | second;
  }

  static int u32(byte[] bytes, int at) {
    int first = u16(bytes, at);
    int second = u16(bytes, at + 2);
    return LITTLE ? first | (second << 16) : (first << 16) | second;
  }

  static void putU16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (LITTLE ? value : value >>> 8);
    bytes[at + 1] = (byte) (LITTLE ? value >>> 8 : value);
  }

  static void putU32(byte[] bytes, int at, int value) {
    putU16(bytes, at, LITTLE ? value : value >>> 16);
    putU16(bytes, at + 2, LITTLE ? value >>> 16 : value);
  }

  /** 32 bits in network byte order. */
  static int u32be(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  /** 32 bits in network byte order. */
  static void putU32be(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
