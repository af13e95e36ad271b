// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that keeps bytes which are none: each of them is the character U+DC00 + byte, which no text
 * contains by itself. A kernel takes comments of any bytes, and reading them back must not lose
 * one.
 */
final class TextBytes {
  private static final int ESCAPE = 0xdc00;

  private TextBytes() {}

  static String decode(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return decodeUtf8(bytes, from, to);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String decodeUtf8(byte[] bytes, int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      for (int i = 0; i < (result.isError() ? result.length() : 0); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xff)));
      }
      decoder.reset();
    }
    return out.flip().toString();
  }

  static byte[] encode(String text) {
    // Whole texts are compared much faster than single characters are looked at.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == text.length()
        && new String(bytes, StandardCharsets.ISO_8859_1).equals(text)) {
      return bytes;
    }
    int escape = firstEscape(text, 0);
    if (escape < 0) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    while (escape >= 0) {
      out.writeBytes(text.substring(from, escape).getBytes(StandardCharsets.UTF_8));
      out.write(text.charAt(escape) - ESCAPE);
      from = escape + 1;
      escape = firstEscape(text, from);
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  // A low surrogate behind a high one is half of an ordinary character.
  private static int firstEscape(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean byteEscape = c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff;
      if (byteEscape && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
        return i;
      }
    }
    return -1;
  }
}
