// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonFactory;
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
  private int firstItem;
  private int pieceLine;
  private int pieceColumn;

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
    place.readTo(bracket);
    int line = place.line();
    int column = place.column();
    at++;
    startPiece();
    if (!cutItems() || pieces.size() < 2 || place.isUnsure()) {
      return Optional.empty();
    }
    JsonFactory factory = JsonTokens.factory(FileLimits.MAX_DEPTH - 1);
    Piece behind = new Piece(at, bytes.length, place.line(), place.column(), 0, 0);
    return Optional.of(new JsonList(text, factory, bracket, line, column, pieces, behind));
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

  /** Cuts, and moves behind the bracket that closes the list; whether there is one. */
  private boolean cutItems() {
    byte[] all = bytes;
    int depth = 0;
    int items = 0;
    // In local variables, as this is the one thing that no other processor can help with.
    for (int i = at; i < all.length; i++) {
      byte c = all[i];
      if (c == '"') {
        i = lastOfString(all, i);
      } else if (depth == 0 && (c == ',' || c == ']')) {
        items++;
        if (c == ']' || i - at >= size) {
          cut(i, items);
          items = 0;
        }
        if (c == ']') {
          return true;
        }
      } else if (c > ' ') {
        depth += depth(c);
      } else if (c == '\n' || c == '\r') {
        place.breakAt(i);
      }
    }
    return false;
  }

  /** Makes a piece up to a comma or bracket, and moves behind that. */
  private void cut(int end, int items) {
    pieces.add(new Piece(at, end, pieceLine, pieceColumn, firstItem, items));
    firstItem += items;
    at = end + 1;
    startPiece();
  }

  private void startPiece() {
    place.moveTo(at);
    pieceLine = place.line();
    pieceColumn = place.column();
  }

  private static int depth(byte c) {
    return c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
  }

  /** Moves from a quote behind the one that closes it. */
  private void skipString() {
    at = lastOfString(bytes, at) + 1;
  }

  private static int lastOfString(byte[] all, int quote) {
    int i = quote + 1;
    while (i < all.length && all[i] != '"') {
      i += all[i] == '\\' ? 2 : 1;
    }
    return i;
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
