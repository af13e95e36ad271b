// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

  @Test
  void aMessageIsItsHeaderFixedHeaderAndPaddedAttributes() {
    MessageWriter out = new MessageWriter();
    out.begin(0x1234, 0x0305).u8(2).u8(0).u16be(10);
    out.attributes().u8(7, 0xfe);
    out.end();
    out.number(9, 0x10);

    byte[] bytes = new byte[28];
    ByteBuffer expected = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    expected.putInt(28).putShort((short) 0x1234).putShort((short) 0x0315).putInt(9).putInt(0);
    expected.put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 10);
    expected.putShort((short) 5).putShort((short) 7).put((byte) 0xfe);
    assertArrayEquals(bytes, out.toByteArray());
  }

  @Test
  void messagesAreNumberedInTheirOrder() {
    MessageWriter out = new MessageWriter();
    for (int i = 0; i < 3; i++) {
      out.begin(16 + i, 0).u8(i);
      out.end();
    }
    out.number(Integer.MAX_VALUE, 1);

    MessageReader reader = new MessageReader(out.toByteArray(), out.length());
    for (int i = 0; i < 3; i++) {
      NetlinkMessage message = reader.next();
      assertEquals(16 + i, message.type());
      assertEquals(Integer.MAX_VALUE + i, message.sequence());
      assertEquals(1, message.payloadLength());
      assertEquals(i, message.u8(0));
    }
    assertFalse(reader.hasNext());
  }

  @Test
  void aBufferThatIsUsedAgainShowsNothingOfTheMessageBefore() {
    MessageWriter used = new MessageWriter();
    used.begin(1, 2).u32(-1).u32(-1);
    used.attributes().bytes(3, Bytes.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}));
    used.end();
    used.clear();
    MessageWriter fresh = new MessageWriter();
    for (MessageWriter out : new MessageWriter[] {used, fresh}) {
      out.begin(1, 2).u8(1);
      out.attributes().u8(1, 1);
      out.attributes().u16be(2, 1);
      out.attributes().string(3, "a");
      out.end();
    }
    assertArrayEquals(fresh.toByteArray(), used.toByteArray());
  }

  @Test
  void anAbandonedMessageLeavesTheOnesBefore() {
    MessageWriter out = new MessageWriter();
    out.begin(1, 0).end();
    out.begin(2, 0).u32(7);
    out.abandon();
    assertEquals(1, out.count());
    assertEquals(16, out.length());
  }

  @Test
  void anAttributeTooLongForItsLengthFieldIsRefused() {
    MessageWriter out = new MessageWriter();
    AttributeWriter attributes = out.begin(1, 0).attributes();
    attributes.bytes(1, Bytes.of(new byte[0xffff - 4]));
    assertThrows(NetlinkException.class, () -> attributes.bytes(1, Bytes.of(new byte[0xffff - 3])));
    int nest = attributes.beginNested(1);
    attributes.bytes(1, Bytes.of(new byte[0xffff - 4]));
    assertThrows(NetlinkException.class, () -> attributes.endNested(nest));
  }

  @Test
  void aStringWithANulInsideIsRefused() {
    AttributeWriter attributes = new MessageWriter().begin(1, 0).attributes();
    assertThrows(NetlinkException.class, () -> attributes.string(1, "a\0b"));
  }

  @Test
  void writingOutsideOfAMessageIsAnError() {
    MessageWriter out = new MessageWriter();
    assertThrows(IllegalStateException.class, out::attributes);
    assertThrows(IllegalStateException.class, out::end);
    out.begin(1, 0);
    assertThrows(IllegalStateException.class, () -> out.begin(1, 0));
  }

  @Test
  void afterTheFirstFaultReadingGivesZerosUntilFinishThrowsIt() {
    MessageWriter out = new MessageWriter();
    AttributeWriter attributes = out.begin(1, 0).attributes();
    int nest = attributes.beginNested(5);
    attributes.u16(6, 9);
    attributes.u32(7, 8);
    attributes.endNested(nest);
    attributes.u32(8, 8);
    out.end();

    AttributeReader reader =
        new MessageReader(out.toByteArray(), out.length()).next().attributes(0);
    assertTrue(reader.next());
    assertTrue(reader.isNested());
    AttributeReader inner = reader.nested();
    assertTrue(inner.next());
    assertEquals(0, inner.u32());
    assertFalse(inner.next());
    assertFalse(reader.next());
    NetlinkException e = assertThrows(MalformedMessageException.class, reader::finish);
    assertEquals("attribute 6: 2 bytes where 4 were expected", e.getMessage());
  }

  @Test
  void theByteOrderFlagDecidesWhenAsked() {
    MessageWriter out = new MessageWriter();
    AttributeWriter attributes = out.begin(1, 0).attributes();
    attributes.u32be(1 | NetlinkUapi.NLA_F_NET_BYTEORDER, 0x01020304);
    attributes.u32(2, 0x01020304);
    out.end();
    AttributeReader reader =
        new MessageReader(out.toByteArray(), out.length()).next().attributes(0);
    for (int type = 1; type <= 2; type++) {
      assertTrue(reader.next());
      assertEquals(type, reader.type());
      assertEquals(0x01020304, reader.u32AsFlagged());
    }
  }
}
