// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MessageCodecPropertyTest {

  @Property
  void messagesAreReadAsTheyWereWritten(
      @ForAll @Size(max = 20) List<@IntRange(max = 40) Integer> lengths, @ForAll int sequence) {
    MessageWriter out = new MessageWriter();
    for (int length : lengths) {
      out.begin(length, length + 1);
      for (int i = 0; i < length; i++) {
        out.u8(i);
      }
      out.end();
    }
    out.number(sequence, 0);
    MessageReader reader = new MessageReader(out.toByteArray(), out.length());
    for (int i = 0; i < lengths.size(); i++) {
      int length = lengths.get(i);
      NetlinkMessage message = reader.next().copy();
      assertEquals(length, message.type());
      assertEquals(length + 1, message.flags());
      assertEquals(sequence + i, message.sequence());
      assertEquals(length, message.payloadLength());
    }
    assertFalse(reader.hasNext());
  }

  @Property
  void attributesAreReadAsTheyWereWritten(
      @ForAll int number,
      @ForAll long big,
      @ForAll byte @Size(max = 300) [] content,
      @ForAll("text") String text,
      @ForAll @IntRange(max = 0x3fff) int type) {
    MessageWriter out = new MessageWriter();
    AttributeWriter attributes = out.begin(1, 0).u8(1).attributes();
    attributes.u8(type, number);
    attributes.u16(type, number);
    attributes.u16be(type, number);
    attributes.u32(type, number);
    int nest = attributes.beginNested(type);
    attributes.u32be(type, number);
    attributes.u64(type, big);
    attributes.u64be(type, big);
    attributes.string(type, text);
    attributes.endNested(nest);
    attributes.bytes(type, Bytes.of(content));
    attributes.address(type, InetAddr.ipv4(number));
    attributes.address(type, InetAddr.ipv6(big, number));
    attributes.paddedAddress(type, InetAddr.ipv4(number));
    attributes.flag(type);
    out.end();

    AttributeReader in = new MessageReader(out.toByteArray(), out.length()).next().attributes(1);
    assertEquals(number & 0xff, next(in, type).u8());
    assertEquals(number & 0xffff, next(in, type).u16());
    assertEquals(number & 0xffff, next(in, type).u16be());
    assertEquals(number, next(in, type).u32());
    AttributeReader inner = next(in, type).nested();
    assertEquals(number, next(inner, type).u32be());
    assertEquals(big, next(inner, type).u64());
    assertEquals(big, next(inner, type).u64be());
    assertEquals(text, next(inner, type).string());
    assertFalse(inner.next());
    assertEquals(Bytes.of(content), next(in, type).bytes());
    assertEquals(InetAddr.ipv4(number), next(in, type).address());
    assertEquals(InetAddr.ipv6(big, number), next(in, type).address());
    assertEquals(InetAddr.ipv4(number), next(in, type).paddedAddress(InetFamily.IPV4));
    assertEquals(0, next(in, type).length());
    assertFalse(in.next());
    in.finish();
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings()
        .excludeChars('\0')
        .ofMaxLength(50)
        .filter(MessageCodecPropertyTest::isText);
  }

  /** Lone surrogates have no UTF-8. */
  private static boolean isText(String text) {
    return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  private static AttributeReader next(AttributeReader reader, int type) {
    assertTrue(reader.next());
    assertEquals(type, reader.type());
    return reader;
  }

  @Property(tries = 5000)
  void randomBytesCauseNothingButNetlinkExceptions(@ForAll("datagrams") byte[] bytes) {
    try {
      MessageReader reader = new MessageReader(bytes, bytes.length);
      while (reader.hasNext()) {
        NetlinkMessage message = reader.next();
        Acknowledgement.ofDone(message);
        Acknowledgement.ofError(message);
        readAll(message.attributes(message.type() & 0xf));
      }
    } catch (NetlinkException e) {
      assertTrue(e.getMessage().length() > 0);
    }
  }

  private static void readAll(AttributeReader reader) {
    while (reader.next()) {
      reader.string();
      reader.bytes();
      reader.address();
      reader.u64be();
      readAll(reader.nested());
    }
    reader.finish();
  }

  @Provide
  Arbitrary<byte[]> datagrams() {
    return RandomDatagrams.datagrams();
  }
}
