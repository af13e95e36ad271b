// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.util.Arrays;

/**
 * Netlink messages written one after another into one growing buffer.
 *
 * <p>A message is opened by {@link #begin}, given its family's fixed header with the integer
 * methods and its attributes with {@link #attributes}, and closed by {@link #end}. Sequence numbers
 * are filled in by the connection that sends it. Not safe for use by several threads at a time.
 */
public final class MessageWriter {

  private static final int CLOSED = -1;

  // Offsets in struct nlmsghdr (linux/netlink.h).
  private static final int LENGTH = 0;
  private static final int TYPE = 4;
  private static final int FLAGS = 6;
  private static final int SEQUENCE = 8;

  private final GrowableBuffer buffer = new GrowableBuffer();
  private final AttributeWriter attributes = new AttributeWriter(buffer);
  private int open = CLOSED;
  private int lastStart = CLOSED;
  private int lastButOneStart = CLOSED;
  private int count;

  /**
   * Opens a message.
   *
   * @param type {@code nlmsg_type}, 16 bits
   * @param flags {@code nlmsg_flags}, {@code NLM_F_…}, 16 bits; the connection adds what it needs
   * @throws IllegalStateException if a message is still open
   */
  public MessageWriter begin(int type, int flags) {
    if (open != CLOSED) {
      throw new IllegalStateException("the message before is still open");
    }
    buffer.pad();
    open = buffer.reserveZeroed(NetlinkUapi.SIZEOF_NLMSGHDR);
    buffer.set16(open + TYPE, type);
    buffer.set16(open + FLAGS, flags);
    return this;
  }

  /** Appends 8 bits of a fixed header. */
  public MessageWriter u8(int value) {
    requireOpen();
    buffer.append((byte) value);
    return this;
  }

  /** Appends 16 bits of a fixed header, in host byte order. */
  public MessageWriter u16(int value) {
    int at = reserve(Short.BYTES);
    ByteLayout.U16.set(buffer.array(), at, (short) value);
    return this;
  }

  /** Appends 16 bits of a fixed header, in network byte order. */
  public MessageWriter u16be(int value) {
    int at = reserve(Short.BYTES);
    ByteLayout.BE16.set(buffer.array(), at, (short) value);
    return this;
  }

  /** Appends 32 bits of a fixed header, in host byte order. */
  public MessageWriter u32(int value) {
    int at = reserve(Integer.BYTES);
    ByteLayout.U32.set(buffer.array(), at, value);
    return this;
  }

  private int reserve(int bytes) {
    requireOpen();
    return buffer.reserve(bytes);
  }

  private void requireOpen() {
    if (open == CLOSED) {
      throw new IllegalStateException("no message is open");
    }
  }

  /** The attributes of the open message, after its fixed header. */
  public AttributeWriter attributes() {
    requireOpen();
    buffer.pad();
    return attributes;
  }

  /** Closes the open message: its length becomes known. */
  public void end() {
    requireOpen();
    buffer.set32(open + LENGTH, buffer.length() - open);
    lastButOneStart = lastStart;
    lastStart = open;
    open = CLOSED;
    count++;
  }

  /** The number of closed messages. */
  public int count() {
    return count;
  }

  /** The number of bytes written. */
  public int length() {
    return buffer.length();
  }

  /** Forgets everything written, the open message too; the buffer stays for the next. */
  public void clear() {
    buffer.clear();
    open = CLOSED;
    lastStart = CLOSED;
    lastButOneStart = CLOSED;
    count = 0;
  }

  /**
   * Forgets the message that is open, if one is.
   *
   * <p>For a caller whose encoder failed half way, and who wants to keep the messages before.
   */
  public void abandon() {
    if (open != CLOSED) {
      buffer.truncate(open);
      open = CLOSED;
    }
  }

  /** A copy of everything written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer.array(), buffer.length());
  }

  /** The buffer itself, of which the first {@link #length} bytes count. */
  byte[] array() {
    return buffer.array();
  }

  /** Numbers the messages from a sequence number on, and adds flags to all of them. */
  void number(int firstSequence, int flags) {
    if (open != CLOSED) {
      throw new IllegalStateException("a message is still open");
    }
    byte[] bytes = buffer.array();
    int sequence = firstSequence;
    int start = 0;
    while (start < buffer.length()) {
      ByteLayout.U32.set(bytes, start + SEQUENCE, sequence++);
      addFlags(start, flags);
      start += NetlinkAlign.align((int) ByteLayout.U32.get(bytes, start + LENGTH));
    }
  }

  /** Adds flags to the last message. */
  void addFlagsToLast(int flags) {
    addFlags(lastStart, flags);
  }

  /** Adds flags to the last message but one, which must exist. */
  void addFlagsToLastButOne(int flags) {
    addFlags(lastButOneStart, flags);
  }

  private void addFlags(int start, int flags) {
    int old = (short) ByteLayout.U16.get(buffer.array(), start + FLAGS);
    buffer.set16(start + FLAGS, old | flags);
  }
}
