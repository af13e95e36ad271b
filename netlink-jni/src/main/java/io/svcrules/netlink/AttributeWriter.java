// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/**
 * Attributes written one after another into the open message of a {@link MessageWriter}.
 *
 * <p>Lengths and padding are looked after. A nest is opened by {@link #beginNested}, whose result
 * {@link #endNested} wants back; there is nothing to allocate per attribute.
 */
public final class AttributeWriter {

  /** The largest {@code nla_len}, header included: it has 16 bits. */
  public static final int MAX_LENGTH = 0xffff;

  private static final int HEADER = NetlinkUapi.SIZEOF_NLATTR;

  private final GrowableBuffer buffer;

  AttributeWriter(GrowableBuffer buffer) {
    this.buffer = buffer;
  }

  /** Room for an attribute and its padding; returns where the value begins. */
  private int attribute(int type, int length) {
    int start = buffer.reserve(NetlinkAlign.align(HEADER + length));
    buffer.set16(start, HEADER + length);
    buffer.set16(start + 2, type);
    return start + HEADER;
  }

  /** Writes an attribute that says all by being there. */
  public void flag(int type) {
    attribute(type, 0);
  }

  /** Writes 8 bits. */
  public void u8(int type, int value) {
    int at = attribute(type, Byte.BYTES);
    // The value and its three bytes of padding.
    buffer.set32(at, 0);
    buffer.array()[at] = (byte) value;
  }

  /** Writes 16 bits in host byte order. */
  public void u16(int type, int value) {
    int at = attribute(type, Short.BYTES);
    buffer.set32(at, 0);
    buffer.set16(at, value);
  }

  /** Writes 16 bits in network byte order. */
  public void u16be(int type, int value) {
    int at = attribute(type, Short.BYTES);
    buffer.set32(at, 0);
    ByteLayout.BE16.set(buffer.array(), at, (short) value);
  }

  /** Writes 32 bits in host byte order. */
  public void u32(int type, int value) {
    int at = attribute(type, Integer.BYTES);
    buffer.set32(at, value);
  }

  /** Writes 32 bits in network byte order. */
  public void u32be(int type, int value) {
    int at = attribute(type, Integer.BYTES);
    ByteLayout.BE32.set(buffer.array(), at, value);
  }

  /** Writes two times 32 bits in host byte order, one after the other. */
  public void u32Pair(int type, int first, int second) {
    int at = attribute(type, 2 * Integer.BYTES);
    buffer.set32(at, first);
    buffer.set32(at + Integer.BYTES, second);
  }

  /** Writes 64 bits in host byte order. */
  public void u64(int type, long value) {
    int at = attribute(type, Long.BYTES);
    ByteLayout.U64.set(buffer.array(), at, value);
  }

  /** Writes 64 bits in network byte order. */
  public void u64be(int type, long value) {
    int at = attribute(type, Long.BYTES);
    ByteLayout.BE64.set(buffer.array(), at, value);
  }

  /**
   * Writes a string in UTF-8 with the NUL byte that ends it ({@code NLA_NUL_STRING}).
   *
   * @throws NetlinkException if it is too long for an attribute, or holds a NUL
   */
  public void string(int type, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new NetlinkException("a NUL inside a string: " + value.replace("\0", "\\0"));
    }
    int start = buffer.reserve(HEADER);
    buffer.append(value);
    buffer.append((byte) 0);
    close(start, type);
  }

  /**
   * Writes bytes as they are.
   *
   * @throws NetlinkException if they are too many for an attribute
   */
  public void bytes(int type, Bytes value) {
    int start = buffer.reserve(HEADER);
    value.appendTo(buffer);
    close(start, type);
  }

  /** Writes the 4 or 16 bytes of an address, in network byte order. */
  public void address(int type, InetAddr address) {
    int at = attribute(type, address.family().length());
    address.store(buffer.array(), at);
  }

  /** Writes an address into a field of 16 bytes, an IPv4 one followed by zeros. */
  public void paddedAddress(int type, InetAddr address) {
    int at = attribute(type, InetFamily.IPV6.length());
    ByteLayout.U64.set(buffer.array(), at, 0L);
    ByteLayout.U64.set(buffer.array(), at + Long.BYTES, 0L);
    address.store(buffer.array(), at);
  }

  /** Opens a nest and returns the mark by which {@link #endNested} closes it. */
  public int beginNested(int type) {
    int start = buffer.reserve(HEADER);
    buffer.set16(start + 2, type | NetlinkUapi.NLA_F_NESTED);
    return start;
  }

  /** Opens a nest without {@code NLA_F_NESTED}, for kernels and families older than the flag. */
  public int beginNestedWithoutFlag(int type) {
    int start = buffer.reserve(HEADER);
    buffer.set16(start + 2, type);
    return start;
  }

  /**
   * Closes the nest that a mark stands for; the nests inside it must be closed already.
   *
   * @throws NetlinkException if it has grown too long for an attribute
   */
  public void endNested(int mark) {
    int length = buffer.length() - mark;
    requireFits(length);
    buffer.set16(mark, length);
  }

  /** The length of an open nest so far, in bytes, its header included. */
  public int nestedLength(int mark) {
    return buffer.length() - mark;
  }

  private void close(int start, int type) {
    int length = buffer.length() - start;
    requireFits(length);
    buffer.set16(start, length);
    buffer.set16(start + 2, type);
    buffer.pad();
  }

  private static void requireFits(int length) {
    if (length > MAX_LENGTH) {
      throw new NetlinkException("an attribute of " + length + " bytes: at most " + MAX_LENGTH);
    }
  }
}
