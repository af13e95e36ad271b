// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.svcrules.netlink.scripted.ScriptedSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Bytes that other tools and the kernel sent, against ours. */
public final class Captured {
  /** Far beyond the types that any family has. */
  private static final int UNKNOWN = 0x3ff0;

  private static final int HIGHEST_KNOWN = 100;

  private Captured() {}

  /** The messages in a fixture. */
  public static List<NetlinkMessage> messages(String name) {
    Path root = Path.of(System.getProperty("svcrules.testdata"), "fixtures", "netlink");
    try {
      return Files.readAllLines(root.resolve(name + ".hex")).stream()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Datagrams.messages(HexFormat.of().parseHex(line)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The messages that a conversation sends to a kernel that agrees to everything. */
  public static List<NetlinkMessage> sentBy(Consumer<SocketOpener> conversation) {
    List<NetlinkMessage> sent = new ArrayList<>();
    conversation.accept(
        ScriptedSocket.opener(
            datagram -> {
              List<byte[]> replies = new ArrayList<>();
              for (NetlinkMessage message : Datagrams.messages(datagram)) {
                sent.add(message);
                boolean dump = (message.flags() & NetlinkUapi.NLM_F_DUMP) == NetlinkUapi.NLM_F_DUMP;
                if (dump) {
                  replies.add(Datagrams.done(message, 0));
                } else if ((message.flags() & NetlinkUapi.NLM_F_ACK) != 0) {
                  replies.add(Datagrams.ack(message, 0));
                }
              }
              return replies;
            }));
    return sent;
  }

  /** The message that an encoder writes. */
  public static NetlinkMessage written(NetlinkRequest request) {
    MessageWriter out = new MessageWriter();
    request.writeTo(out);
    byte[] bytes = out.toByteArray();
    return new MessageReader(bytes, bytes.length).next();
  }

  /**
   * A message as a kernel to come may send it: with attributes that nobody knows yet, among all
   * attributes and in each nest.
   *
   * @param header how many bytes come before the attributes
   */
  public static NetlinkMessage fromTheFuture(NetlinkMessage message, int header) {
    return written(
        out -> {
          out.begin(message.type(), message.flags());
          for (int i = 0; i < header; i++) {
            out.u8(message.u8(i));
          }
          copyAmongUnknown(message.attributes(header), out.attributes());
          out.end();
        });
  }

  private static void copyAmongUnknown(AttributeReader in, AttributeWriter out) {
    out.bytes(UNKNOWN, Bytes.ofHex("0102030405"));
    while (in.next()) {
      if (isNest(in.bytes())) {
        int nest = out.beginNested(in.type());
        copyAmongUnknown(in.nested(), out);
        out.endNested(nest);
      } else {
        out.bytes(
            in.isNetworkByteOrder() ? in.type() | NetlinkUapi.NLA_F_NET_BYTEORDER : in.type(),
            in.bytes());
      }
    }
    out.bytes(UNKNOWN, Bytes.ofHex("0102"));
  }

  /** Not all families say by a flag that something is a nest. */
  private static boolean isNest(Bytes value) {
    AttributeReader inside = AttributeReader.of(value, 0);
    boolean nest = value.length() > NetlinkUapi.SIZEOF_NLATTR;
    while (inside.next()) {
      nest &= inside.type() > 0 && inside.type() < HIGHEST_KNOWN;
    }
    try {
      inside.finish();
    } catch (MalformedMessageException e) {
      return false;
    }
    return nest;
  }

  /** Checks that messages have the types and payloads of a fixture. */
  public static void assertSame(String fixture, List<NetlinkMessage> ours) {
    assertEquals(describe(messages(fixture)), describe(ours), fixture);
  }

  private static List<String> describe(List<NetlinkMessage> messages) {
    return messages.stream()
        .map(message -> Integer.toHexString(message.type()) + " " + Datagrams.payload(message))
        .toList();
  }
}
