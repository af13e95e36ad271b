// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

/** The messages of one datagram, one after another ({@code NLMSG_OK, NLMSG_NEXT}). */
public final class MessageReader {

  private static final int HEADER = NetlinkUapi.SIZEOF_NLMSGHDR;

  private final byte[] bytes;
  private final int limit;
  private int start;

  /**
   * A reader of the first bytes of an array.
   *
   * @param bytes an array that does not change while it is read
   * @param length how many of them count
   */
  public MessageReader(byte[] bytes, int length) {
    this.bytes = bytes;
    this.limit = length;
  }

  /** Whether another message follows. */
  public boolean hasNext() {
    return start < limit;
  }

  /**
   * The next message.
   *
   * @throws MalformedMessageException if what follows is no whole message
   */
  public NetlinkMessage next() {
    int left = limit - start;
    if (left < HEADER) {
      throw new MalformedMessageException(left + " bytes where a message header was expected");
    }
    int length = (int) ByteLayout.U32.get(bytes, start);
    if (length < HEADER || length > left) {
      throw new MalformedMessageException(
          "a message of " + Integer.toUnsignedString(length) + " bytes in the last " + left);
    }
    NetlinkMessage message = new NetlinkMessage(bytes, start, length);
    // The last message needs no padding; length is at most limit, so this cannot overflow by much.
    start = Math.min(limit, start + (length > left - 3 ? left : NetlinkAlign.align(length)));
    return message;
  }
}
