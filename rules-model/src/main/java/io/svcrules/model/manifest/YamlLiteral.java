// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.StandardCharsets;

/**
 * A literal block scalar: lines as they stand, without their indentation.
 *
 * @param start where the first line starts
 * @param end where the last line that is not blank ends
 * @param indent the indentation
 * @param lineEnds the number of line ends after the last line that is not blank
 */
record YamlLiteral(int start, int end, int indent, int lineEnds) {

  /** Moves over a block from its indicator on, to the line behind it. */
  static YamlLiteral read(YamlCursor cursor, int parentIndent) throws UnusualYamlException {
    cursor.advance(1);
    int chomping = cursor.peek();
    if (chomping == '-' || chomping == '+') {
      cursor.advance(1);
    }
    cursor.finishLine();
    int start = cursor.at();
    int indent = indentOfFirstLine(cursor);
    if (parentIndent < 0 || indent <= parentIndent) {
      throw cursor.unusual();
    }
    int end = start;
    int blankLines = 0;
    while (isInside(cursor, indent)) {
      boolean blank = cursor.peek() == '\n';
      cursor.skipText();
      end = blank ? end : cursor.at();
      blankLines = blank ? blankLines + 1 : 0;
      cursor.startNextLine();
    }
    int lineEnds = chomping == '-' ? 0 : chomping == '+' ? 1 + blankLines : 1;
    return new YamlLiteral(start, end, indent, lineEnds);
  }

  private static int indentOfFirstLine(YamlCursor cursor) throws UnusualYamlException {
    int ahead = 0;
    while (cursor.peek(ahead) == '\n') {
      ahead++;
    }
    int indent = 0;
    while (cursor.peek(ahead + indent) == ' ') {
      indent++;
    }
    int first = cursor.peek(ahead + indent);
    if (first == '\n' || first == '\t' || first == YamlCursor.END) {
      throw cursor.unusual();
    }
    return indent;
  }

  /** Whether the line that starts here is of the block; moves behind its indentation if so. */
  private static boolean isInside(YamlCursor cursor, int indent) throws UnusualYamlException {
    int spaces = 0;
    while (spaces < indent && cursor.peek(spaces) == ' ') {
      spaces++;
    }
    int next = cursor.peek(spaces);
    boolean blank = next == '\n';
    if (next == ' ' && restIsBlank(cursor, spaces)) {
      throw cursor.unusual();
    }
    if (spaces == indent || blank) {
      cursor.advance(spaces);
      return next != YamlCursor.END;
    }
    return false;
  }

  private static boolean restIsBlank(YamlCursor cursor, int from) {
    int ahead = from;
    while (cursor.peek(ahead) == ' ') {
      ahead++;
    }
    return cursor.peek(ahead) == '\n' || cursor.peek(ahead) == YamlCursor.END;
  }

  /** The text. */
  String text(byte[] bytes) {
    byte[] out = new byte[end - start + lineEnds];
    int length = 0;
    int line = start;
    while (line < end) {
      int from = line;
      while (from < end && from < line + indent && bytes[from] == ' ') {
        from++;
      }
      int to = from;
      while (to < end && bytes[to] != '\n') {
        to++;
      }
      int count = to - from + (to < end ? 1 : 0);
      System.arraycopy(bytes, from, out, length, count);
      length += count;
      line = to + 1;
    }
    for (int i = 0; i < lineEnds; i++) {
      out[length++] = '\n';
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
