// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file, known to be UTF-8; a byte order mark is left out. */
final class FileText {
  /** So much at a time: a file's channel copies each read through a buffer of that size. */
  private static final int READ_BYTES = 256 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final byte[] bytes;
  private final int start;
  private final boolean ascii;

  private FileText(byte[] bytes, int start, boolean ascii) {
    this.bytes = bytes;
    this.start = start;
    this.ascii = ascii;
  }

  /**
   * Reads all there is.
   *
   * @throws ManifestSyntaxException if it is not UTF-8, or longer than {@link FileLimits#MAX_BYTES}
   * @throws IOException if reading fails
   */
  static FileText read(InputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    int firstOther = Utf8.firstNonAscii(bytes);
    int invalid = Utf8.firstInvalid(bytes, firstOther);
    if (invalid < bytes.length) {
      throw notUtf8(bytes, invalid);
    }
    int start = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    return new FileText(bytes, start, firstOther == bytes.length);
  }

  // A file tells how long it is: then there is one array, and no copy of it.
  private static byte[] readBytes(InputStream in) throws IOException {
    byte[] bytes = new byte[Math.min(FileLimits.MAX_BYTES, Math.max(in.available(), 8192))];
    int length = 0;
    while (true) {
      int read = in.read(bytes, length, Math.min(READ_BYTES, bytes.length - length));
      length += Math.max(read, 0);
      if (read < 0) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      }
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return bytes;
        }
        if (length == FileLimits.MAX_BYTES) {
          throw new ManifestSyntaxException("longer than 1 GiB", 0, 0, null);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(FileLimits.MAX_BYTES, 2L * length));
        bytes[length] = (byte) next;
        length++;
      }
    }
  }

  /** The bytes between two positions, with plain ASCII before and behind them. */
  FileText piece(String before, int from, int to, String behind) {
    int length = to - from;
    byte[] piece = new byte[before.length() + length + behind.length()];
    System.arraycopy(before.getBytes(StandardCharsets.US_ASCII), 0, piece, 0, before.length());
    System.arraycopy(bytes, from, piece, before.length(), length);
    byte[] end = behind.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, piece, before.length() + length, end.length);
    return new FileText(piece, 0, ascii);
  }

  private static ManifestSyntaxException notUtf8(byte[] bytes, int at) {
    String before = new String(bytes, 0, at, StandardCharsets.UTF_8);
    return errorAfter(before, String.format("not UTF-8 text: byte 0x%02x", bytes[at] & 0xff));
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  /**
   * Whether a bracket or brace comes first, and then what may follow it in JSON; a flow mapping of
   * YAML goes on with a bare word.
   */
  boolean looksLikeJson() {
    int first = skipBlanks(start);
    if (first == bytes.length || (bytes[first] != '{' && bytes[first] != '[')) {
      return false;
    }
    int second = skipBlanks(first + 1);
    return second == bytes.length || "\"{[}]".indexOf(bytes[second]) >= 0;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < bytes.length && (bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r'))) {
      i++;
    }
    return i;
  }

  /** Whether these bytes are at that position. */
  boolean isAt(int position, byte[] word) {
    int to = position + word.length;
    return to <= bytes.length && Arrays.equals(bytes, position, to, word, 0, word.length);
  }

  boolean isAscii() {
    return ascii;
  }

  /** The bytes of the file; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the text starts in the bytes. */
  int start() {
    return start;
  }

  /** The number of bytes of the text. */
  int length() {
    return bytes.length - start;
  }

  /** An error at a code point, counted from the start of the text. */
  ManifestSyntaxException errorAt(int codePoint, String message) {
    String all = decode();
    int at = all.offsetByCodePoints(0, Math.min(codePoint, all.codePointCount(0, all.length())));
    return errorAfter(all.substring(0, at), message);
  }

  private static ManifestSyntaxException errorAfter(String before, String message) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new ManifestSyntaxException(message, line, column, null);
  }

  String decode() {
    return new String(bytes, start, length(), StandardCharsets.UTF_8);
  }

  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, length()), StandardCharsets.UTF_8);
  }
}
