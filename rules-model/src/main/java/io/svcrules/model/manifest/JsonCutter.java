// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the list of a JSON text between its items. Of a text without mistakes it knows exactly where
 * they are; one with mistakes has them in its pieces, too.
 */
final class JsonCutter {
  private static final byte[] ITEMS =
      ('"' + CutList.NAME + '"').getBytes(StandardCharsets.US_ASCII);

  private final FileText text;
  private final byte[] bytes;
  private final int size;
  private final List<Piece> pieces = new ArrayList<>();
  private final JsonPlace place;
  private int at;

  private JsonCutter(FileText text, int size) {
    this.text = text;
    this.bytes = text.bytes();
    this.size = size;
    this.at = text.start();
    this.place = new JsonPlace(bytes, at);
  }

  /**
   * Cuts a text.
   *
   * @param size the least number of bytes of a piece, but for the last one
   * @return empty if the text is no such list, or has only one piece
   */
  static Optional<CutList> cut(FileText text, int size) {
    return new JsonCutter(text, size).cut();
  }

  private Optional<CutList> cut() {
    if (text.length() < 2 * size || !findList()) {
      return Optional.empty();
    }
    int bracket = at;
    place.moveTo(bracket);
    int line = place.line();
    int column = place.column();
    at++;
    if (!cutItems() || pieces.size() < 2 || place.isUnsure()) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonList(text, bracket, line, column, pieces, piece(at + 1, bytes.length, 0, 0)));
  }

  /** Moves to the bracket behind the name. */
  private boolean findList() {
    skipBlanks();
    if (!isAt('{')) {
      return false;
    }
    int depth = 0;
    while (at < bytes.length && at - text.start() <= CutList.MAX_HEAD) {
      if (bytes[at] == '"') {
        int name = at;
        skipString();
        if (depth == 1 && isItems(name) && isListBehind()) {
          return true;
        }
        continue;
      }
      depth += depth(bytes[at]);
      if (depth == 0) {
        return false;
      }
      at++;
    }
    return false;
  }

  private boolean isItems(int name) {
    return at - name == ITEMS.length && text.isAt(name, ITEMS);
  }

  // A string that is no name has no colon behind it.
  private boolean isListBehind() {
    skipBlanks();
    if (!isAt(':')) {
      return false;
    }
    at++;
    skipBlanks();
    return isAt('[');
  }

  /** Moves to the bracket that closes the list; whether there is one. */
  private boolean cutItems() {
    int from = at;
    int first = 0;
    int items = 0;
    int depth = 0;
    while (at < bytes.length) {
      byte c = bytes[at];
      if (c == '"') {
        skipString();
        continue;
      }
      if (depth == 0 && (c == ',' || c == ']')) {
        items++;
        if (c == ']' || at - from >= size) {
          pieces.add(piece(from, at, first, items));
          from = at + 1;
          first += items;
          items = 0;
        }
        if (c == ']') {
          return true;
        }
      } else {
        depth += depth(c);
      }
      at++;
    }
    return false;
  }

  private Piece piece(int from, int to, int first, int items) {
    place.moveTo(from);
    return new Piece(from, to, place.line(), place.column(), first, items);
  }

  private static int depth(byte c) {
    return c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
  }

  /** Moves from a quote behind the one that closes it. */
  private void skipString() {
    at++;
    while (at < bytes.length && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipBlanks() {
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
  }

  private boolean isAt(char c) {
    return at < bytes.length && bytes[at] == c;
  }
}
