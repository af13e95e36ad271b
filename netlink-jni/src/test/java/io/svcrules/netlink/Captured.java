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
