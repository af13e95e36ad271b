// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

/** The line and column of a position in a JSON text, as the parser counts them. */
final class JsonPlace {
  private final byte[] bytes;
  private int at;
  private int line = 1;
  private int column = 1;
  private boolean unsure;

  JsonPlace(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  /** Moves on to a position, over text that nobody else reads. */
  void readTo(int position) {
    for (int i = at; i < position; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        breakAt(i);
      }
    }
    moveTo(position);
  }

  /** Takes note of a line break behind all places so far. */
  void breakAt(int position) {
    unsure |= bytes[position] == '\r';
    line++;
    column = 1;
    at = position + 1;
  }

  /** Moves on to a position; all line breaks before it have been noted. */
  void moveTo(int position) {
    column += units(at, position);
    at = position;
  }

  /** In characters of 16 bits: the first byte of a sequence counts, of four bytes twice. */
  private int units(int from, int to) {
    int units = 0;
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      units += b >= 0 || (b & 0xc0) == 0xc0 ? 1 : 0;
      units += b < 0 && (b & 0xf8) == 0xf0 ? 1 : 0;
    }
    return units;
  }

  /** From 1 on. */
  int line() {
    return line;
  }

  /** From 1 on. */
  int column() {
    return column;
  }

  /** Whether there are line breaks of another kind, so that line and column may be wrong. */
  boolean isUnsure() {
    return unsure;
  }
}
