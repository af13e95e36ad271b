// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a YAML list between its items, as far as the look of the lines tells. */
final class YamlCutter {
  private static final byte[] ITEMS = (CutList.NAME + ":\n").getBytes(StandardCharsets.US_ASCII);

  private final FileText text;
  private final byte[] bytes;
  private final int start;
  private final int size;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;
  private int line = 1;
  private int indent;

  private YamlCutter(FileText text, int size) {
    this.text = text;
    this.bytes = text.bytes();
    this.start = text.start();
    this.size = size;
    this.at = start;
  }

  /**
   * Cuts a text.
   *
   * @param size the least number of bytes of a piece, but for the last one
   * @return empty if the text is no such list, or has only one piece
   */
  static Optional<CutList> cut(FileText text, int size) {
    return new YamlCutter(text, size).cut();
  }

  private Optional<CutList> cut() {
    if (bytes.length - start < 2 * size || !findList()) {
      return Optional.empty();
    }
    Piece rest = cutItems();
    Piece tail = new Piece(at, bytes.length, line, 1, 0, 0);
    pieces.add(rest);
    return pieces.size() == 1 || hasOtherLineBreaks()
        ? Optional.empty()
        : Optional.of(new YamlList(text, pieces, indent + 1, tail));
  }

  /** Moves behind the list; returns what is not among the pieces yet. */
  private Piece cutItems() {
    int from = at;
    int fromLine = line;
    int first = 0;
    int items = 0;
    boolean more = true;
    while (more && (isItem() || isWithinItem())) {
      if (at - from >= size && isItem()) {
        pieces.add(new Piece(from, at, fromLine, 1, first, items));
        from = at;
        fromLine = line;
        first += items;
        items = 0;
      }
      items += isItem() ? 1 : 0;
      more = nextLine();
    }
    return new Piece(from, at, fromLine, 1, first, items);
  }

  /** Moves to the first item. */
  private boolean findList() {
    while (!text.isAt(at, ITEMS)) {
      // A directive changes what the rest of the document means.
      if (bytes[at] == '%' || at - start > CutList.MAX_HEAD || !nextLine()) {
        return false;
      }
    }
    nextLine();
    int dash = at;
    while (dash < bytes.length && bytes[dash] == ' ') {
      dash++;
    }
    indent = dash - at;
    return isItem();
  }

  private boolean isItem() {
    int dash = at + indent;
    return indentation() == indent
        && dash + 1 < bytes.length
        && bytes[dash] == '-'
        && bytes[dash + 1] == ' ';
  }

  // Blank lines and comments, too, wherever they start.
  private boolean isWithinItem() {
    int spaces = indentation();
    if (spaces < 0 || spaces > indent) {
      return spaces > indent;
    }
    return bytes[at + spaces] == '\n' || bytes[at + spaces] == '#';
  }

  /** The spaces at the start of the line; one more than the items' is as good as many. */
  private int indentation() {
    int i = at;
    while (i < bytes.length && i - at <= indent && bytes[i] == ' ') {
      i++;
    }
    return i == bytes.length ? -1 : i - at;
  }

  private boolean nextLine() {
    int i = at;
    while (i < bytes.length && bytes[i] != '\n') {
      i++;
    }
    at = Math.min(i + 1, bytes.length);
    line++;
    return at < bytes.length;
  }

  // U+000D, U+0085, U+2028, U+2029: YAML counts lines by them, too.
  private boolean hasOtherLineBreaks() {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\r'
          || (bytes[i] == (byte) 0xc2 && bytes[i + 1] == (byte) 0x85)
          || (bytes[i] == (byte) 0xe2
              && bytes[i + 1] == (byte) 0x80
              && (bytes[i + 2] & 0xfe) == 0xa8)) {
        return true;
      }
    }
    return false;
  }
}
