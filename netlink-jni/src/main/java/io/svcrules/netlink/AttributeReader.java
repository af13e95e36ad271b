// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.nio.charset.StandardCharsets;

/**
 * The attributes of a message or of a nest, one after another ({@code struct nlattr}).
 *
 * <p>{@link #next} goes to the next attribute, the getters read its value. What is wrong with the
 * bytes is kept to the end: from the first fault on, getters give zeros and {@link #next} gives
 * false, in nests and around them, until {@link #finish} on the outermost reader throws.
 */
public final class AttributeReader {

  private static final int HEADER = NetlinkUapi.SIZEOF_NLATTR;

  private final byte[] bytes;
  private final int limit;
  private final AttributeReader root;
  private int following;
  private int type;
  private int value;
  private int length;
  private String fault;

  AttributeReader(byte[] bytes, int start, int limit) {
    this.bytes = bytes;
    this.following = start;
    this.limit = limit;
    this.root = this;
  }

  /** The attributes in bytes, from an offset on; none if there are no more bytes. */
  public static AttributeReader of(Bytes bytes, int offset) {
    return new AttributeReader(bytes.toArray(), offset, bytes.length());
  }

  private AttributeReader(AttributeReader parent) {
    this.bytes = parent.bytes;
    this.following = parent.value;
    this.limit = parent.value + parent.length;
    this.root = parent.root;
  }

  /** Goes to the next attribute; false at the end and after a fault. */
  public boolean next() {
    if (root.fault != null || following >= limit) {
      return false;
    }
    int left = limit - following;
    int total = left < HEADER ? 0 : (short) ByteLayout.U16.get(bytes, following) & 0xffff;
    if (total < HEADER || total > left) {
      fail("an attribute of " + total + " bytes in the last " + left);
      return false;
    }
    type = (short) ByteLayout.U16.get(bytes, following + 2) & 0xffff;
    value = following + HEADER;
    length = total - HEADER;
    following = Math.min(limit, following + NetlinkAlign.align(total));
    return true;
  }

  /** The attribute's type, without the two flags. */
  public int type() {
    return type & NetlinkUapi.NLA_TYPE_MASK;
  }

  /** Whether {@code NLA_F_NESTED} is set. */
  public boolean isNested() {
    return (type & NetlinkUapi.NLA_F_NESTED) != 0;
  }

  /** Whether {@code NLA_F_NET_BYTEORDER} is set. */
  public boolean isNetworkByteOrder() {
    return (type & NetlinkUapi.NLA_F_NET_BYTEORDER) != 0;
  }

  /** The length of the value in bytes. */
  public int length() {
    return length;
  }

  /** 8 bits, 0 to 255. */
  public int u8() {
    return is(Byte.BYTES) ? bytes[value] & 0xff : 0;
  }

  /** 16 bits in host byte order, 0 to 65535. */
  public int u16() {
    return is(Short.BYTES) ? (short) ByteLayout.U16.get(bytes, value) & 0xffff : 0;
  }

  /** 16 bits in network byte order, 0 to 65535. */
  public int u16be() {
    return is(Short.BYTES) ? (short) ByteLayout.BE16.get(bytes, value) & 0xffff : 0;
  }

  /** 32 bits in host byte order. */
  public int u32() {
    return is(Integer.BYTES) ? (int) ByteLayout.U32.get(bytes, value) : 0;
  }

  /** The first 32 bits of a structure of some length, in host byte order. */
  public int firstU32(int structureLength) {
    return is(structureLength) ? (int) ByteLayout.U32.get(bytes, value) : 0;
  }

  /** 32 bits in network byte order. */
  public int u32be() {
    return is(Integer.BYTES) ? (int) ByteLayout.BE32.get(bytes, value) : 0;
  }

  /** 32 bits, in network byte order if the attribute's flag says so and else in the host's. */
  public int u32AsFlagged() {
    return isNetworkByteOrder() ? u32be() : u32();
  }

  /** 64 bits in host byte order. */
  public long u64() {
    return is(Long.BYTES) ? (long) ByteLayout.U64.get(bytes, value) : 0;
  }

  /** 64 bits in network byte order. */
  public long u64be() {
    return is(Long.BYTES) ? (long) ByteLayout.BE64.get(bytes, value) : 0;
  }

  /** A string in UTF-8, up to the NUL byte that ends it, if one does. */
  public String string() {
    int count = 0;
    while (count < length && bytes[value + count] != 0) {
      count++;
    }
    return new String(bytes, value, count, StandardCharsets.UTF_8);
  }

  /** A copy of the bytes. */
  public Bytes bytes() {
    return Bytes.copyOf(bytes, value, length);
  }

  /** An address of 4 or 16 bytes; IPv4 zero after a fault. */
  public InetAddr address() {
    if (length == InetFamily.IPV6.length()) {
      return InetAddr.load(InetFamily.IPV6, bytes, value);
    }
    return is(InetFamily.IPV4.length())
        ? InetAddr.load(InetFamily.IPV4, bytes, value)
        : InetAddr.any(InetFamily.IPV4);
  }

  /** The address of a family in a field of 16 bytes, whose rest does not count for IPv4. */
  public InetAddr paddedAddress(InetFamily family) {
    return is(InetFamily.IPV6.length())
        ? InetAddr.load(family, bytes, value)
        : InetAddr.any(family);
  }

  /** The attributes inside this one, whose faults go to the outermost reader. */
  public AttributeReader nested() {
    return new AttributeReader(this);
  }

  private boolean is(int expected) {
    if (length != expected) {
      fail(length + " bytes where " + expected + " were expected");
    }
    return root.fault == null;
  }

  /** Notes a fault in the present attribute, unless there was one before. */
  public void fail(String reason) {
    if (root.fault == null) {
      root.fault = "attribute " + type() + ": " + reason;
    }
  }

  /**
   * Says that reading is over.
   *
   * @throws MalformedMessageException with the first fault, if there was one
   */
  public void finish() {
    if (root.fault != null) {
      throw new MalformedMessageException(root.fault);
    }
  }
}
