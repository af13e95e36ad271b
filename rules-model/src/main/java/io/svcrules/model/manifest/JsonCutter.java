// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Cuts the list of a JSON text between its items, piece by piece. Of a text without mistakes it
 * knows exactly where they are; one with mistakes has them in its pieces, too.
 */
final class JsonCutter implements Iterator<Piece> {
  private static final byte[] ITEMS =
      ('"' + CutList.NAME + '"').getBytes(StandardCharsets.US_ASCII);

  private final FileText text;
  private final byte[] bytes;
  private final int size;
  private final JsonPlace place;
  private int at;
  private int firstItem;
  private int pieceLine;
  private int pieceColumn;
  private boolean closed;
  // What hasNext() has found; null if it is still to be looked for.
  private Piece next;

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
   * @return empty if the text is no such list, or too short to be cut
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
    CutList list = new JsonList(text, this, bracket, place.line(), place.column());
    startPieceAt(bracket + 1);
    return Optional.of(list);
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

  // Line breaks of another kind make places unsure: no need to go on then.
  @Override
  public boolean hasNext() {
    if (next == null && !closed && !place.isUnsure()) {
      next = find();
    }
    return next != null;
  }

  @Override
  public Piece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Piece found = next;
    next = null;
    return found;
  }

  /** The next piece, up to a comma or the bracket that closes the list; null if there is none. */
  private Piece find() {
    byte[] all = bytes;
    int depth = 0;
    int items = 0;
    // In local variables, as all the other work waits for this.
    for (int i = at; i < all.length; i++) {
      byte c = all[i];
      if (c == '"') {
        i = lastOfString(all, i);
      } else if (depth == 0 && (c == ',' || c == ']')) {
        items++;
        closed = c == ']';
        if (closed || i - at >= size) {
          return pieceTo(i, items);
        }
      } else if (c > ' ') {
        depth += depth(c);
      } else if (c == '\n' || c == '\r') {
        place.breakAt(i);
      }
    }
    at = all.length;
    return null;
  }

  /** Makes a piece, and moves behind what ends it. */
  private Piece pieceTo(int end, int items) {
    Piece piece = new Piece(at, end, pieceLine, pieceColumn, firstItem, items);
    firstItem += items;
    startPieceAt(end + 1);
    return piece;
  }

  private void startPieceAt(int position) {
    at = position;
    place.moveTo(position);
    pieceLine = place.line();
    pieceColumn = place.column();
  }

  /**
   * What stands behind the list.
   *
   * @throws CutException if the list has no end, or line breaks that make its places unsure
   */
  Piece behind() throws CutException {
    CutException.unless(closed && !place.isUnsure());
    return new Piece(at, bytes.length, pieceLine, pieceColumn, 0, 0);
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
    while (i < all.length) {
      byte c = all[i];
      if (c == '"') {
        return i;
      }
      i += c == '\\' ? 2 : 1;
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
