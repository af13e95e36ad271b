// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** A position in the bytes of a YAML file that knows its line. */
final class YamlCursor {
  /** What stands behind the last byte; no byte of UTF-8 has this value. */
  static final int END = -1;

  private static final boolean[] ORDINARY = ordinary();

  private final byte[] bytes;
  private final int end;
  private final boolean ascii;
  private int at;
  private int line = 1;
  private int lineStart;

  YamlCursor(FileText text) {
    this.bytes = text.bytes();
    this.end = text.start() + text.length();
    this.ascii = text.isAscii();
    this.at = text.start();
    this.lineStart = at;
  }

  private static boolean[] ordinary() {
    boolean[] all = new boolean[128];
    for (char c = '!'; c < 0x7f; c++) {
      all[c] = ":#,[]{}?\"'\\".indexOf(c) < 0;
    }
    return all;
  }

  int at() {
    return at;
  }

  int line() {
    return line;
  }

  int lineStart() {
    return lineStart;
  }

  /** The number of bytes before the position in its line. */
  int indent() {
    return at - lineStart;
  }

  /** The byte at the position: negative if it is part of a longer character, or {@link #END}. */
  int peek() {
    return at < end ? bytes[at] : END;
  }

  /** The byte some places ahead. */
  int peek(int ahead) {
    return at + ahead < end ? bytes[at + ahead] : END;
  }

  /** Moves on within the line. */
  void advance(int count) {
    at += count;
  }

  boolean atEnd() {
    return at >= end;
  }

  /** Whether a byte ends a word: a blank, the end of the line, or of the file. */
  static boolean isBlankOrEnd(int c) {
    return c == ' ' || c == '\n' || c == END;
  }

  /** Whether a sequence entry starts here. */
  boolean isDash() {
    return peek() == '-' && isBlankOrEnd(peek(1));
  }

  /** Whether a document marker starts here. */
  boolean isMarker() {
    return at == lineStart
        && peek() == '-'
        && peek(1) == '-'
        && peek(2) == '-'
        && isBlankOrEnd(peek(3));
  }

  void skipSpaces() {
    int i = at;
    while (i < end && bytes[i] == ' ') {
      i++;
    }
    at = i;
  }

  /** Whether only a comment, or nothing, is left of the line. */
  boolean isRestEmpty() {
    int c = peek();
    return c == '\n' || c == END || (c == '#' && (at == lineStart || bytes[at - 1] == ' '));
  }

  /** Moves over what is left of the line, which must be empty, to the next one. */
  void finishLine() throws UnusualYamlException {
    skipSpaces();
    if (!isRestEmpty()) {
      throw unusual();
    }
    if (peek() == '#') {
      while (peek() != '\n' && at < end) {
        checkCharacter(bytes[at]);
        at++;
      }
    }
    startNextLine();
  }

  /** Moves over a line end. */
  void startNextLine() {
    if (at < end) {
      at++;
      line++;
      lineStart = at;
    }
  }

  /** Moves over empty lines, from the start of one on, to the next that is not. */
  void skipEmptyLines() throws UnusualYamlException {
    skipSpaces();
    while (at < end && isRestEmpty()) {
      finishLine();
      skipSpaces();
    }
  }

  /** Moves over whatever stands in the line, to its end, which must be there. */
  void skipText() throws UnusualYamlException {
    skipPrintable();
    int c = peek();
    while (c != '\n') {
      if (c == END) {
        throw unusual();
      }
      if (c != '\t') {
        checkCharacter(c);
      }
      at++;
      skipPrintable();
      c = peek();
    }
  }

  private void skipPrintable() {
    int i = at;
    while (i < end && bytes[i] >= ' ' && bytes[i] != 0x7f) {
      i++;
    }
    at = i;
  }

  /** Moves over letters, digits and signs that mean nothing to YAML wherever they stand. */
  void skipOrdinary() {
    int i = at;
    while (i < end && bytes[i] >= 0 && ORDINARY[bytes[i]]) {
      i++;
    }
    at = i;
  }

  /** Control characters, the tab among them, are not plain. */
  void checkCharacter(int c) throws UnusualYamlException {
    if ((c < ' ' && c >= 0) || c == 0x7f || (c < 0 && ascii)) {
      throw unusual();
    }
  }

  /** The column, in characters, of a position in a line that starts at another. */
  int column(int position, int startOfLine) {
    if (ascii) {
      return position - startOfLine + 1;
    }
    int column = 1;
    for (int i = startOfLine; i < position; i++) {
      column += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return column;
  }

  UnusualYamlException unusual() {
    return new UnusualYamlException(line);
  }
}
