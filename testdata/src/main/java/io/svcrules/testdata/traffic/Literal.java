// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IP addresses as text, without ever asking a name server. */
final class Literal {
  private static final int IPV6_GROUPS = 8;

  private Literal() {}

  /**
   * The address.
   *
   * @param text four decimal numbers, or groups of hexadecimal digits with at most one "::"
   */
  static InetAddress parse(String text) {
    try {
      return InetAddress.getByAddress(text.indexOf(':') < 0 ? ipv4(text) : ipv6(text));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The one spelling of an address that the lab uses to compare. */
  static String canonical(String text) {
    return parse(text).getHostAddress();
  }

  /** A line in which every word that is an address has the lab's spelling. */
  static String canonicalWords(String line) {
    return Stream.of(line.split(" ", -1))
        .map(word -> word.matches("[0-9a-f]*[.:][0-9a-f.:]*") ? canonical(word) : word)
        .collect(Collectors.joining(" "));
  }

  private static byte[] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    ByteBuffer bytes = ByteBuffer.allocate(parts.length);
    for (String part : parts) {
      bytes.put((byte) Integer.parseInt(part));
    }
    return bytes.array();
  }

  private static byte[] ipv6(String text) {
    int gap = text.indexOf("::");
    String[] head = groups(gap < 0 ? text : text.substring(0, gap));
    String[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    ByteBuffer bytes = ByteBuffer.allocate(2 * IPV6_GROUPS);
    put(bytes, head);
    bytes.position(bytes.capacity() - 2 * tail.length);
    put(bytes, tail);
    return bytes.array();
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static void put(ByteBuffer bytes, String... groups) {
    for (String group : groups) {
      bytes.putShort((short) Integer.parseInt(group, 16));
    }
  }
}
