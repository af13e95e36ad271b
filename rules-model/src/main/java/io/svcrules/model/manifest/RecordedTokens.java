// SPDX-License-Identifier: Apache-2.0
package io.svcrules.model.manifest;

import com.fasterxml.jackson.core.JsonToken;
import io.svcrules.model.manifest.YamlPieces.Piece;
import io.svcrules.model.manifest.YamlPieces.Place;
import java.io.IOException;
import java.util.Arrays;

/** The tokens of one piece of a text, with their places in the whole text. */
final class RecordedTokens {
  /** Of no text. */
  static final RecordedTokens NONE = new RecordedTokens();

  /** Makes a list of what stands behind it, in a line of its own. */
  private static final String HEAD = "items:\n";

  // Tokens from start on, up to end; arrays, as there are millions of tokens.
  private JsonToken[] kinds = new JsonToken[1024];
  private String[] texts = new String[1024];
  private int[] places = new int[2048];
  private int start;
  private int end;

  private RecordedTokens() {}

  /**
   * Reads a piece by itself and leaves out what closes the list at the end of the first piece, and
   * what opens it again in the others.
   *
   * @throws CutException if the piece is not what it was taken for, or means something only
   *     together with others
   * @throws IOException if the piece breaks the rules of YAML
   */
  static RecordedTokens of(FileText text, Piece piece) throws IOException {
    String head = piece.place() == Place.LAST ? HEAD : "";
    int headLines = head.isEmpty() ? 0 : 1;
    RecordedTokens tokens = new RecordedTokens();
    try (YamlTokens in = YamlTokens.ofPiece(text.piece(head, piece.from(), piece.to()))) {
      tokens.readAll(in, piece.line() - 1 - headLines);
    }
    switch (piece.place()) {
      case FIRST -> tokens.checkFirst(piece);
      case MIDDLE -> tokens.checkMiddle(piece);
      case LAST -> tokens.checkLast(piece);
    }
    return tokens;
  }

  private void readAll(Tokens in, int linesBefore) throws IOException {
    for (JsonToken token = in.next(); token != null; token = in.next()) {
      if (in.isAlias() || in.anchor() != null) {
        throw new CutException("an anchor may be of use in other pieces");
      }
      boolean named = token == JsonToken.FIELD_NAME || token.isScalarValue();
      add(token, named ? in.text() : null, in.line() + linesBefore, in.column());
    }
  }

  private void add(JsonToken kind, String text, int line, int column) {
    if (end == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * end);
      texts = Arrays.copyOf(texts, 2 * end);
      places = Arrays.copyOf(places, 4 * end);
    }
    places[2 * end] = line;
    places[2 * end + 1] = column;
    kinds[end] = kind;
    texts[end] = text;
    end++;
  }

  // The list must be the one that was found, and the last thing open.
  private void checkFirst(Piece piece) throws CutException {
    removeLast(JsonToken.END_OBJECT);
    removeLast(JsonToken.END_ARRAY);
    int list = lastOpen();
    require(list > 0 && isList(list, piece.listLine(), piece.indent()));
    require(kind(list - 1) == JsonToken.FIELD_NAME && column(list - 1) == 1);
  }

  private void checkMiddle(Piece piece) throws CutException {
    removeLast(JsonToken.END_ARRAY);
    require(size() > 0 && isList(0, piece.line(), piece.indent()));
    start = 1;
    require(isBalanced());
  }

  // Of the mapping and its key that were put in front of the list, three tokens came.
  private void checkLast(Piece piece) throws CutException {
    require(size() > 3 && isList(2, piece.line(), piece.indent()));
    start = 3;
  }

  private boolean isList(int at, int line, int indent) {
    return kind(at) == JsonToken.START_ARRAY && line(at) == line && column(at) == indent + 1;
  }

  /** What was opened last of all that is not closed; -1 if everything is. */
  private int lastOpen() {
    int closed = 0;
    for (int i = size() - 1; i >= 0; i--) {
      if (kind(i).isStructEnd()) {
        closed++;
      } else if (kind(i).isStructStart() && closed-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether all that is opened is closed, and nothing else, so that all belongs to the list. */
  private boolean isBalanced() {
    int depth = 0;
    for (int i = 0; i < size() && depth >= 0; i++) {
      depth += kind(i).isStructStart() ? 1 : kind(i).isStructEnd() ? -1 : 0;
    }
    return depth == 0;
  }

  private void removeLast(JsonToken expected) throws CutException {
    require(size() > 0 && kind(size() - 1) == expected);
    end--;
  }

  private static void require(boolean asExpected) throws CutException {
    if (!asExpected) {
      throw new CutException("the text was cut at the wrong place");
    }
  }

  int size() {
    return end - start;
  }

  JsonToken kind(int at) {
    return kinds[start + at];
  }

  /** The text of a name or scalar; null for others. */
  String text(int at) {
    return texts[start + at];
  }

  /** The line in the whole text, from 1 on. */
  int line(int at) {
    return places[2 * (start + at)];
  }

  /** The column, from 1 on. */
  int column(int at) {
    return places[2 * (start + at) + 1];
  }
}
