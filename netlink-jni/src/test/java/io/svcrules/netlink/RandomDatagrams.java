// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random bytes that look enough like netlink to get past the first checks now and then. */
public final class RandomDatagrams {

  private RandomDatagrams() {}

  /** Anything from noise to well-formed messages with nested noise. */
  public static Arbitrary<byte[]> datagrams() {
    return Arbitraries.oneOf(noise(200), wholeMessages(), truncatedMessages());
  }

  /** Makes sure that each decoder reads each message, or says by its exception what is wrong. */
  @SafeVarargs
  public static void assertReadOrRefused(byte[] datagram, Consumer<NetlinkMessage>... decoders) {
    for (NetlinkMessage message : Datagrams.messages(datagram)) {
      for (Consumer<NetlinkMessage> decoder : decoders) {
        try {
          decoder.accept(message);
        } catch (NetlinkException e) {
          assertFalse(e.getMessage().isEmpty());
        }
      }
    }
  }

  private static Arbitrary<byte[]> noise(int size) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(size);
  }

  /** One message of any type whose payload is attributes of small types and random content. */
  public static Arbitrary<byte[]> wholeMessages() {
    return Combinators.combine(Arbitraries.integers().between(0, 0xffff), headers(), attributes(2))
        .as(RandomDatagrams::message);
  }

  /** As long as the fixed header of some family, mostly. */
  private static Arbitrary<byte[]> headers() {
    return Arbitraries.of(0, 3, 4, 4, 4, 4, 8, 16)
        .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length));
  }

  private static Arbitrary<byte[]> truncatedMessages() {
    return Combinators.combine(wholeMessages(), Arbitraries.integers().between(0, 100))
        .as((bytes, percent) -> Arrays.copyOf(bytes, bytes.length * percent / 100));
  }

  private static byte[] message(int type, byte[] header, byte[] attributes) {
    MessageWriter out = new MessageWriter();
    out.begin(type, type >>> 3);
    for (byte b : header) {
      out.u8(b);
    }
    out.attributes();
    for (byte b : attributes) {
      out.u8(b);
    }
    out.end();
    return out.toByteArray();
  }

  /** Bytes of several attributes, nested to some depth. */
  public static Arbitrary<byte[]> attributes(int depth) {
    Arbitrary<Integer> lengths = Arbitraries.of(0, 1, 2, 4, 4, 4, 8, 16, 20);
    Arbitrary<byte[]> plain =
        lengths.flatMap(n -> Arbitraries.bytes().array(byte[].class).ofSize(n));
    Arbitrary<byte[]> content =
        depth == 0
            ? plain
            : Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(2, attributes(depth - 1)));
    return Combinators.combine(Arbitraries.integers().between(0, 30), content)
        .as(Attribute::new)
        .list()
        .ofMaxSize(8)
        .map(RandomDatagrams::bytes);
  }

  private static byte[] bytes(List<Attribute> attributes) {
    MessageWriter out = new MessageWriter();
    AttributeWriter writer = out.begin(0, 0).attributes();
    for (Attribute attribute : attributes) {
      writer.bytes(attribute.type, Bytes.of(attribute.content));
    }
    byte[] all = out.toByteArray();
    return Arrays.copyOfRange(all, NetlinkUapi.SIZEOF_NLMSGHDR, all.length);
  }

  private static final class Attribute {
    private final int type;
    private final byte[] content;

    Attribute(int type, byte[] content) {
      this.type = type;
      this.content = content;
    }
  }
}
