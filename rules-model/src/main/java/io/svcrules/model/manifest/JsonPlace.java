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

  /** Moves on to a position. */
  void moveTo(int position) {
    for (; at < position; at++) {
      int b = bytes[at];
      if (b == '\n') {
        line++;
        column = 1;
      } else {
        // In characters of 16 bits: the first byte of a sequence counts, of four bytes twice.
        column += b >= 0 || (b & 0xc0) == 0xc0 ? 1 : 0;
        column += (b & 0xf8) == 0xf0 ? 1 : 0;
      }
      unsure |= b == '\r';
    }
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
