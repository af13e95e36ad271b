// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.Arrays;

/**
 * One netlink message, seen in the bytes in which it came ({@code struct nlmsghdr} and payload).
 *
 * <p>It stands in the receive buffer of its connection: whoever wants it beyond the call that got
 * it takes a {@link #copy}. Offsets count from the start of the payload.
 */
public final class NetlinkMessage {

  private static final int HEADER = NetlinkUapi.SIZEOF_NLMSGHDR;

  private final byte[] bytes;
  private final int start;
  private final int length;

  NetlinkMessage(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  /** {@code nlmsg_type}. */
  public int type() {
    return (short) ByteLayout.U16.get(bytes, start + 4) & 0xffff;
  }

  /** {@code nlmsg_flags}. */
  public int flags() {
    return (short) ByteLayout.U16.get(bytes, start + 6) & 0xffff;
  }

  /** {@code nlmsg_seq}. */
  public int sequence() {
    return (int) ByteLayout.U32.get(bytes, start + 8);
  }

  /** {@code nlmsg_pid}: the port of the socket that this message is for. */
  public int port() {
    return (int) ByteLayout.U32.get(bytes, start + 12);
  }

  /** The length of the payload in bytes. */
  public int payloadLength() {
    return length - HEADER;
  }

  /**
   * 8 bits of the payload, 0 to 255.
   *
   * @throws MalformedMessageException if the payload is shorter
   */
  public int u8(int offset) {
    return bytes[at(offset, Byte.BYTES)] & 0xff;
  }

  /**
   * 16 bits of the payload in host byte order, 0 to 65535.
   *
   * @throws MalformedMessageException if the payload is shorter
   */
  public int u16(int offset) {
    return (short) ByteLayout.U16.get(bytes, at(offset, Short.BYTES)) & 0xffff;
  }

  /**
   * 16 bits of the payload in network byte order, 0 to 65535.
   *
   * @throws MalformedMessageException if the payload is shorter
   */
  public int u16be(int offset) {
    return (short) ByteLayout.BE16.get(bytes, at(offset, Short.BYTES)) & 0xffff;
  }

  /**
   * 32 bits of the payload in host byte order.
   *
   * @throws MalformedMessageException if the payload is shorter
   */
  public int u32(int offset) {
    return (int) ByteLayout.U32.get(bytes, at(offset, Integer.BYTES));
  }

  /**
   * The attributes after a fixed header.
   *
   * @param headerLength the length of the family's fixed header in bytes
   * @throws MalformedMessageException if the payload is shorter than that
   */
  public AttributeReader attributes(int headerLength) {
    int from = at(headerLength, 0);
    int aligned = Math.min(start + HEADER + NetlinkAlign.align(headerLength), start + length);
    return new AttributeReader(bytes, Math.max(from, aligned), start + length);
  }

  /** A part of the payload. */
  Bytes payload(int offset, int count) {
    return Bytes.copyOf(bytes, at(offset, count), count);
  }

  private int at(int offset, int count) {
    if (offset > payloadLength() - count) {
      throw new MalformedMessageException(
          "a payload of "
              + payloadLength()
              + " bytes where "
              + (offset + count)
              + " were expected");
    }
    return start + HEADER + offset;
  }

  /** The same message in bytes of its own. */
  public NetlinkMessage copy() {
    return new NetlinkMessage(Arrays.copyOfRange(bytes, start, start + length), 0, length);
  }

  /** The type, flags and length, for people. */
  @Override
  public String toString() {
    return "message of type 0x%x, flags 0x%x, sequence %d, %d bytes of payload"
        .formatted(type(), flags(), sequence(), payloadLength());
  }
}
