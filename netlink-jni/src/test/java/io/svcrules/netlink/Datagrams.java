// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Datagrams as a kernel would send them, for scripts. */
public final class Datagrams {

  private Datagrams() {}

  /** The messages of a datagram. */
  public static List<NetlinkMessage> messages(byte[] datagram) {
    List<NetlinkMessage> messages = new ArrayList<>();
    MessageReader reader = new MessageReader(datagram, datagram.length);
    while (reader.hasNext()) {
      messages.add(reader.next().copy());
    }
    return messages;
  }

  /** The payload of a message. */
  public static Bytes payload(NetlinkMessage message) {
    return message.payload(0, message.payloadLength());
  }

  /** One datagram of several messages. */
  public static byte[] join(byte[]... messages) {
    int length = Arrays.stream(messages).mapToInt(m -> m.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] message : messages) {
      System.arraycopy(message, 0, all, at, message.length);
      at += message.length;
    }
    return all;
  }

  /** A message of some type that answers a request. */
  static byte[] answer(NetlinkMessage request, int type, int flags, int number) {
    return message(request.sequence(), type, flags, number);
  }

  static byte[] message(int sequence, int type, int flags, int... numbers) {
    byte[] bytes = new byte[16 + 4 * numbers.length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    buffer.putInt(bytes.length).putShort((short) type).putShort((short) flags);
    buffer.putInt(sequence).putInt(4711);
    for (int number : numbers) {
      buffer.putInt(number);
    }
    return bytes;
  }

  /** An acknowledgement with an error, capped; 0 for none. */
  static byte[] ack(NetlinkMessage request, int errno) {
    int[] payload = {-errno, 16, request.type(), request.sequence(), 0};
    return message(request.sequence(), NetlinkUapi.NLMSG_ERROR, NetlinkUapi.NLM_F_CAPPED, payload);
  }

  static byte[] done(NetlinkMessage request, int flags) {
    return message(request.sequence(), NetlinkUapi.NLMSG_DONE, NetlinkUapi.NLM_F_MULTI | flags, 0);
  }

  /** An acknowledgement with an error, the whole request, a text and an offset. */
  static byte[] extendedAck(NetlinkMessage request, int errno, String text, int offset) {
    MessageWriter out = new MessageWriter();
    out.begin(NetlinkUapi.NLMSG_ERROR, NetlinkUapi.NLM_F_ACK_TLVS);
    out.u32(-errno).u32(16 + request.payloadLength()).u32(0).u32(0).u32(0);
    for (int i = 0; i < request.payloadLength(); i++) {
      out.u8(request.u8(i));
    }
    out.attributes().string(NetlinkUapi.NLMSGERR_ATTR_MSG, text);
    out.attributes().u32(NetlinkUapi.NLMSGERR_ATTR_OFFS, offset);
    out.end();
    out.number(request.sequence(), 0);
    return out.toByteArray();
  }
}
